import type { Video } from '../../../shared/contract/videos.ts'
import { client } from '../../client.ts'
import { EditForm, JsonField, jsonText, readJson } from '../edit-form.tsx'
import { Field } from '../field.tsx'
import { showError } from '../notice.tsx'
import { newStep, offerUndoOf } from '../offer-undo.ts'
import type { Details } from './generation-facts.ts'
import { texts } from './texts.ts'

/** A take by its id, since several can have one content, or an image by its content. */
export type DetailsOwner = Pick<Video, 'id' | 'source_type'> | { file_hash: string }

interface GenerationFormProps {
  of: DetailsOwner
  /** Null if there are none yet. */
  generation: Details | null
  onClose: () => void
}

const paramsField = { label: texts.parameters, example: '{"seed": 118, "seconds": 8}' }

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
    const step = newStep()
    const context = { step }
    if ('id' in of) await client.generations.put({ ...details, video_id: of.id }, { context })
    else await client.generations.putOfContent({ ...details, file_hash: of.file_hash }, { context })
    offerUndoOf(step, texts.detailsSaved)
  }
  return (
    <EditForm label={texts.howItWasMade} save={save} onClose={onClose}>
      <TextField name="provider" label={texts.provider} value={generation?.provider ?? ''} isFirst />
      <TextField name="model" label={texts.model} value={generation?.model ?? ''} />
      <Field label={texts.prompt}>
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
export async function removeDetails(of: DetailsOwner): Promise<void> {
  const step = newStep()
  const context = { step }
  try {
    if ('id' in of) await client.generations.remove({ video_id: of.id }, { context })
    else await client.generations.removeOfContent({ file_hash: of.file_hash }, { context })
    offerUndoOf(step, texts.detailsRemoved)
  } catch (error) {
    showError(error)
  }
}
