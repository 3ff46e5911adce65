import type { Generation } from '../../shared/contract/generations.ts'
import type { Video } from '../../shared/contract/videos.ts'
import { client } from '../client.ts'
import { Field } from '../components/field.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { EditForm, JsonField, jsonText, readJson } from './edit-form.tsx'

interface GenerationFormProps {
  video: Pick<Video, 'id' | 'source_type'>
  /** Null if the take has no generation details yet. */
  generation: Generation | null
  onClose: () => void
}

const paramsField = { label: 'Parameters', example: '{"seed": 118, "seconds": 8}' }

/** A form to enter generation details by hand, for tools that do not embed them. */
export function GenerationForm({ video, generation, onClose }: GenerationFormProps) {
  const save = async (fields: FormData) => {
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    await client.generations.put({
      video_id: video.id,
      provider: text('provider'),
      model: text('model') || null,
      prompt: text('prompt') || null,
      generation_params: readJson(text('params'), paramsField),
    })
    offerUndo('Details saved', () => putBack(video, generation))
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

/** Saving details makes an imported take a generated one, so undo also restores the source. */
async function putBack({ id, source_type }: GenerationFormProps['video'], before: Generation | null): Promise<void> {
  if (before) await client.generations.put({ ...before, provider: before.provider ?? undefined, source_type })
  else {
    await client.generations.remove({ video_id: id })
    await client.videos.edit({ id, source_type })
  }
}
