import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { api } from '../../client.ts'
import { Button } from '../button.tsx'
import { Buttons } from '../panel.tsx'
import { GenerationForm, removeDetails } from './generation-form.tsx'
import { HowMade } from './how-made.tsx'
import { texts } from './texts.ts'

/** Shows the history of a take or an image, by its content; nothing if nothing is known. */
export function ContentMaking({ fileHash, isEditable = false }: { fileHash: string; isEditable?: boolean }) {
  const input = { file_hash: fileHash }
  const { data: details } = useQuery(api.generations.ofContent.queryOptions({ input }))
  const { data: reading } = useQuery(api.embedded.ofContent.queryOptions({ input }))
  const { data: uses } = useQuery(api.workflows.ofContent.queryOptions({ input }))
  const [isEditing, setIsEditing] = useState(false)
  if (details === undefined || reading === undefined || !uses) return null
  if (isEditing) return <GenerationForm of={input} generation={details} onClose={() => setIsEditing(false)} />
  return (
    <HowMade fileHash={fileHash} details={details} reading={reading} uses={uses}>
      {isEditable && (
        <Buttons>
          <Button onClick={() => setIsEditing(true)}>{details ? texts.edit : texts.addDetails}</Button>
          {details && <Button onClick={() => void removeDetails(input)}>{texts.removeDetails}</Button>}
        </Buttons>
      )}
    </HowMade>
  )
}
