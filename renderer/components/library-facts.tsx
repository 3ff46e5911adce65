import { useQuery } from '@tanstack/react-query'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { FactList } from './fact-list.tsx'
import { Hint, Panel } from './panel.tsx'
import { texts } from './texts.ts'

/** Facts about the library, for an inspector without a selection, with a hint at what a selection would show. */
export function LibraryFacts({ hint }: { hint?: string }) {
  const { data } = useQuery(api.library.get.queryOptions())
  if (!data) return null
  return (
    <Panel title={texts.thisLibrary}>
      <FactList
        facts={[
          [texts.takes, formatCount(data.videos)],
          [texts.size, formatBytes(data.size_bytes)],
          [texts.folder, data.folder],
          ...(window.rushes?.server ? [[texts.server, window.rushes.server] as const] : []),
        ]}
      />
      {hint && <Hint>{hint}</Hint>}
    </Panel>
  )
}
