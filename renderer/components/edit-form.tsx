import { type FormEvent, type ReactNode, useState } from 'react'
import { type JsonObject, jsonObjectSchema } from '../../shared/json-object.ts'
import { Button } from './button.tsx'
import classes from './edit-form.module.css'
import { errorMessage } from './error-message.ts'
import { Field } from './field.tsx'
import { Buttons } from './panel.tsx'
import { texts } from './texts.ts'

interface EditFormProps {
  label: string
  /** Saves what is in the fields. The form closes afterwards, or shows why it failed. */
  save: (fields: FormData) => Promise<unknown>
  onClose: () => void
  /** Label of the button. */
  action?: string
  /** The fields. */
  children: ReactNode
}

/** A form that edits details in place: of a take or an image in the inspector, or of the settings. */
export function EditForm({ label, save, onClose, action = texts.save, children }: EditFormProps) {
  const [fault, setFault] = useState<string | null>(null)
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    try {
      await save(new FormData(event.currentTarget))
      onClose()
    } catch (error) {
      setFault(errorMessage(error))
    }
  }
  return (
    <form
      className={classes.form}
      aria-label={label}
      onSubmit={(event) => void submit(event)}
      onKeyDown={(event) => {
        // The form handles every key: Esc must not leave the page, and arrows must not seek.
        event.stopPropagation()
        if (event.key === 'Escape') onClose()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.requestSubmit()
      }}
    >
      {children}
      {fault && (
        <p className={classes.fault} role="alert">
          {fault}
        </p>
      )}
      <Buttons>
        <Button type="submit" variant="primary">
          {action}
        </Button>
        <Button onClick={onClose}>{texts.cancel}</Button>
      </Buttons>
    </form>
  )
}

interface JsonFieldProps {
  name: string
  label: string
  example: string
  value: string
}

/** A field for a JSON object. */
export function JsonField({ name, label, example, value }: JsonFieldProps) {
  return (
    <Field label={label}>
      <textarea name={name} data-code spellCheck={false} placeholder={example} defaultValue={value} />
    </Field>
  )
}

/** Returns an object as text to edit; empty for null. */
export function jsonText(object: JsonObject | null | undefined): string {
  return object ? JSON.stringify(object, null, 2) : ''
}

/** Returns the object that a person wrote; null if the field is empty. @throws Error with a message for the form */
export function readJson(
  text: string,
  { label, example }: Pick<JsonFieldProps, 'label' | 'example'>,
): JsonObject | null {
  if (text.trim() === '') return null
  try {
    return jsonObjectSchema.parse(JSON.parse(text))
  } catch {
    throw new Error(texts.readJsonText(label, example))
  }
}
