import { useQuery } from '@tanstack/react-query'
import { api } from '../../client.ts'
import { HowMade } from './how-made.tsx'

/** How a take or an image was made, by its content; nothing if nothing is known. */
export function ContentMaking({ fileHash }: { fileHash: string }) {
  const input = { file_hash: fileHash }
  const { data: details } = useQuery(api.generations.ofContent.queryOptions({ input }))
  const { data: reading } = useQuery(api.embedded.ofContent.queryOptions({ input }))
  const { data: uses } = useQuery(api.workflows.ofContent.queryOptions({ input }))
  if (details === undefined || reading === undefined || !uses) return null
  return <HowMade fileHash={fileHash} details={details} reading={reading} uses={uses} />
}
