import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import type { Generation } from '../../shared/contract/generations.ts'
import type { Video } from '../../shared/contract/videos.ts'
import { client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { errorMessage } from '../components/error-message.ts'
import { Field } from '../components/field.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { Buttons } from '../components/panel.tsx'
import classes from './generation-tab.module.css'

interface GenerationFormProps {
  video: Pick<Video, 'id' | 'source_type'>
  /** Null if the take has no generation details yet. */
  generation: Generation | null
  onClose: () => void
}

const paramsSchema = z.record(z.string(), z.json())

/** Returns the parameters in the field; null if it is empty. @throws Error with a message for the form. */
function readParams(text: string): Generation['generation_params'] {
  if (text.trim() === '') return null
  try {
    return paramsSchema.parse(JSON.parse(text))
  } catch {
    throw new Error('Parameters must be a JSON object, for example {"seed": 118, "seconds": 8}.')
  }
}

/** A form to enter generation details by hand, for tools that do not embed them. */
export function GenerationForm({ video, generation, onClose }: GenerationFormProps) {
  const [fault, setFault] = useState<string | null>(null)
  const keep = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    try {
      await client.generations.put({
        video_id: video.id,
        provider: text('provider'),
        model: text('model') || null,
        prompt: text('prompt') || null,
        generation_params: readParams(text('params')),
      })
      offerUndo('Details saved', () => putBack(video, generation))
      onClose()
    } catch (error) {
      setFault(errorMessage(error))
    }
  }
  return (
    <form
      className={classes.form}
      aria-label="How it was made"
      onSubmit={(event) => void keep(event)}
      onKeyDown={(event) => {
        // The form handles every key: Esc must not leave the page, and arrows must not seek.
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
    >
      <TextField name="provider" label="Provider" value={generation?.provider ?? ''} isFirst />
      <TextField name="model" label="Model" value={generation?.model ?? ''} />
      <Field label="Prompt">
        <textarea name="prompt" defaultValue={generation?.prompt ?? ''} />
      </Field>
      <Field label="Parameters">
        <textarea
          name="params"
          data-code
          spellCheck={false}
          placeholder={'{"seed": 118, "seconds": 8}'}
          defaultValue={generation?.generation_params ? JSON.stringify(generation.generation_params, null, 2) : ''}
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
