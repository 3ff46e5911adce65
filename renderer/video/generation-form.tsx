import { type FormEvent, useState } from 'react'
import { z } from 'zod'
import type { Generation } from '../../shared/contract/generations.ts'
import { client } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { offerUndo } from '../components/undoable.ts'
import classes from './made-by.module.css'

interface GenerationFormProps {
  videoId: string
  /** Null where nobody said anything yet. */
  generation: Generation | null
  onClose: () => void
}

const paramsSchema = z.record(z.string(), z.json())

/** The parameters that a person wrote; null where the field is empty. @throws Error in words for people */
function readParams(text: string): Generation['generation_params'] {
  if (text.trim() === '') return null
  try {
    return paramsSchema.parse(JSON.parse(text))
  } catch {
    throw new Error('The parameters are a JSON object, for instance {"seed": 118, "seconds": 8}.')
  }
}

/** How a take was made, written by hand: for tools that leave nothing in their files. */
export function GenerationForm({ videoId, generation, onClose }: GenerationFormProps) {
  const [fault, setFault] = useState<string | null>(null)
  const keep = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const fields = new FormData(event.currentTarget)
    const text = (name: string) => String(fields.get(name) ?? '').trim()
    try {
      await client.generations.put({
        video_id: videoId,
        provider: text('provider'),
        model: text('model') || null,
        prompt: text('prompt') || null,
        generation_params: readParams(text('params')),
      })
      offerUndo('How it was made was noted', () => putBack(videoId, generation))
      onClose()
    } catch (error) {
      setFault(errorWords(error))
    }
  }
  return (
    <form
      className={classes.form}
      aria-label="How it was made"
      onSubmit={(event) => void keep(event)}
      onKeyDown={(event) => {
        // Every key is the form's own: Esc must not leave the page, arrows must not seek.
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
    >
      <Field name="provider" label="Provider" value={generation?.provider ?? ''} isFirst />
      <Field name="model" label="Model" value={generation?.model ?? ''} />
      <label>
        Prompt
        <textarea name="prompt" defaultValue={generation?.prompt ?? ''} />
      </label>
      <label>
        Parameters
        <textarea
          name="params"
          data-code
          spellCheck={false}
          placeholder={'{"seed": 118, "seconds": 8}'}
          defaultValue={generation?.generation_params ? JSON.stringify(generation.generation_params, null, 2) : ''}
        />
      </label>
      {fault && (
        <p className={classes.fault} role="alert">
          {fault}
        </p>
      )}
      <div className={classes.buttons}>
        <button type="submit" className={blank.primary}>
          Keep
        </button>
        <button type="button" className={blank.button} onClick={onClose}>
          Cancel
        </button>
      </div>
    </form>
  )
}

interface FieldProps {
  name: string
  label: string
  value: string
  isFirst?: boolean
}

function Field({ name, label, value, isFirst = false }: FieldProps) {
  return (
    <label>
      {label}
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
    </label>
  )
}

async function putBack(video_id: string, before: Generation | null): Promise<void> {
  if (before) await client.generations.put({ ...before, provider: before.provider ?? undefined })
  else await client.generations.remove({ video_id })
}
