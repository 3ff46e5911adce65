import type { Video } from '../../../shared/contract/videos.ts'
import { client } from '../../client.ts'
import { EditForm, JsonField, jsonText, readJson } from '../edit-form.tsx'
import { Field } from '../field.tsx'
import { showError } from '../notice.tsx'
import { offerUndo } from '../offer-undo.ts'
import type { Details } from './generation-facts.ts'

/** A take by its id, since several can have one content, or an image by its content. */
export type DetailsOwner = Pick<Video, 'id' | 'source_type'> | { file_hash: string }

interface GenerationFormProps {
  of: DetailsOwner
  /** Null if there are none yet. */
  generation: Details | null
  onClose: () => void
}

const paramsField = { label: 'Parameters', example: '{"seed": 118, "seconds": 8}' }

/** A form to enter generation details by hand, for tools that do not embed them. */
export function GenerationForm({ of, generation, onClose }: GenerationFormProps) {
  const save = async (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    const details = {
      provider: text('provider'),
      model: text('model') || null,
      prompt: text('prompt') || null,
      generation_params: readJson(text('params'), paramsField),
    }
    if ('id' in of) await client.generations.put({ ...details, video_id: of.id })
    else await client.generations.putOfContent({ ...details, file_hash: of.file_hash })
    offerUndo('Details saved', () => putBack(of, generation))
  }
  return (
    <EditForm label="How it was made" save={save} onClose={onClose}>
      <TextField name="provider" label="Provider" value={generation?.provider ?? ''} isFirst />
      <TextField name="model" label="Model" value={generation?.model ?? ''} />
      <Field label="Prompt">
        <textarea name="prompt" defaultValue={generation?.prompt ?? ''} />
      </Field>
      <JsonField name="params" {...paramsField} value={jsonText(generation?.generation_params)} />
    </EditForm>
  )
}

interface TextFieldProps {
  name: string
  label: string
  value: string
  isFirst?: boolean
}

function TextField({ name, label, value, isFirst = false }: TextFieldProps) {
  return (
    <Field label={label}>
      <input
        type="text"
        name={name}
        defaultValue={value}
        autoComplete="off"
        spellCheck={false}
        maxLength={200}
        ref={(input) => {
          if (isFirst && input && !input.form?.contains(document.activeElement)) input.focus()
        }}
      />
    </Field>
  )
}

/** Removes generation details and offers Undo. */
export async function removeDetails(of: DetailsOwner, before: Details): Promise<void> {
  try {
    await removeOf(of)
    offerUndo('Details removed', () => putBack(of, before))
  } catch (error) {
    showError(error)
  }
}

async function removeOf(of: DetailsOwner): Promise<void> {
  if ('id' in of) await client.generations.remove({ video_id: of.id })
  else await client.generations.removeOfContent({ file_hash: of.file_hash })
}

/** Saving details makes an imported take a generated one, so undo also restores the source. */
async function putBack(of: DetailsOwner, before: Details | null): Promise<void> {
  const details = before && { ...before, provider: before.provider ?? undefined }
  if (details && 'id' in of) await client.generations.put({ ...details, video_id: of.id, source_type: of.source_type })
  else if (details && 'file_hash' in of) await client.generations.putOfContent({ ...details, file_hash: of.file_hash })
  else {
    await removeOf(of)
    if ('id' in of) await client.videos.edit({ id: of.id, source_type: of.source_type })
  }
}
