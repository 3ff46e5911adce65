import { sourceTypes, type VideoDetails } from '../../shared/contract/videos.ts'
import type { JsonObject } from '../../shared/json-object.ts'
import { client } from '../client.ts'
import { EditForm, JsonField, jsonText, readJson } from '../components/edit-form.tsx'
import { Field } from '../components/field.tsx'
import { newStep, offerUndoOf } from '../components/offer-undo.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import { texts } from './texts.ts'

const metadataField = { label: texts.metadata, example: '{"scene": 12, "camera": "B"}' }

/** Edits the source of a take, and its metadata. */
export function DescriptionForm({ video, onClose }: { video: VideoDetails; onClose: () => void }) {
  const stored = video.metadata as JsonObject | null
  const shown = jsonText(stored)
  const save = async (fields: FormData) => {
    const [source, text] = [String(fields.get('source')), String(fields.get('metadata') ?? '')]
    // Text that was not touched stays as another program wrote it.
    const metadata = text === shown ? {} : { metadata: readJson(text, metadataField) }
    const step = newStep()
    await client.videos.edit({ id: video.id, source_type: source, ...metadata }, { context: { step } })
    offerUndoOf(step, texts.sourceAndMetadataSaved)
  }
  return (
    <EditForm label={texts.sourceAndMetadata} save={save} onClose={onClose}>
      <Field label={texts.source}>
        <select name="source" defaultValue={video.source_type}>
          {[...new Set([...sourceTypes, video.source_type])].map((source) => (
            <option key={source} value={source}>
              {sourceName(source)}
            </option>
          ))}
        </select>
      </Field>
      <JsonField name="metadata" {...metadataField} value={shown} />
    </EditForm>
  )
}
