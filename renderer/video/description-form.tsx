import { type FormEvent, useState } from 'react'
import { metadataSchema, sourceTypes, type VideoDetails } from '../../shared/contract/videos.ts'
import { client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { Field } from '../components/field.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { Buttons } from '../components/panel.tsx'
import { sourceName } from '../components/takes/take-labels.ts'
import classes from './generation-tab.module.css'

type Metadata = ReturnType<typeof metadataSchema.parse>

/** Returns the metadata that a person wrote; null if the field is empty. @throws Error in words for people */
function readMetadata(text: string): Metadata | null {
  if (text.trim() === '') return null
  try {
    return metadataSchema.parse(JSON.parse(text))
  } catch {
    throw new Error('Metadata must be a JSON object, for example {"scene": 12, "camera": "B"}.')
  }
}

/** Edits how a take came to be, and its metadata. */
export function DescriptionForm({ video, onClose }: { video: VideoDetails; onClose: () => void }) {
  const [fault, setFault] = useState<string | null>(null)
  const shown = video.metadata ? JSON.stringify(video.metadata, null, 2) : ''
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const [source, text] = [String(fields.get('source')), String(fields.get('metadata') ?? '')]
    try {
      // Text that was not touched stays as another program wrote it.
      const metadata = text === shown ? {} : { metadata: readMetadata(text) }
      await client.videos.edit({ id: video.id, source_type: source, ...metadata })
      const before = 'metadata' in metadata ? { metadata: video.metadata as Metadata | null } : {}
      offerUndo('Source and metadata saved', () =>
        client.videos.edit({ id: video.id, source_type: video.source_type, ...before }),
      )
      onClose()
    } catch (error) {
      setFault(errorMessage(error))
    }
  }
  return (
    <form
      className={classes.form}
      aria-label="Source and metadata"
      onSubmit={(event) => void save(event)}
      onKeyDown={(event) => {
        // Every key is the form's own: Esc must not leave the page, arrows must not seek.
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
    >
      <Field label="Source">
        <select name="source" defaultValue={video.source_type}>
          {[...new Set([...sourceTypes, video.source_type])].map((source) => (
            <option key={source} value={source}>
              {sourceName(source)}
            </option>
          ))}
        </select>
      </Field>
      <Field label="Metadata">
        <textarea
          name="metadata"
          data-code
          spellCheck={false}
          placeholder={'{"scene": 12, "camera": "B"}'}
          defaultValue={shown}
        />
      </Field>
      {fault && (
        <p className={classes.fault} role="alert">
          {fault}
        </p>
      )}
      <Buttons>
        <Button type="submit" variant="primary">
          Save
        </Button>
        <Button onClick={onClose}>Cancel</Button>
      </Buttons>
    </form>
  )
}
