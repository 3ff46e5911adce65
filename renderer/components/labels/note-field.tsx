import { useState } from 'react'
import styles from './labels.module.css'

interface NoteFieldProps {
  label: string
  placeholder: string
  note: string
  onSave: (note: string) => void
}

/** A note that is saved when the field is left, or by Ctrl Enter; Esc discards what was typed. */
export function NoteField({ label, placeholder, note, onSave }: NoteFieldProps) {
  const [draft, setDraft] = useState<string>()
  const save = () => {
    if (draft !== undefined && draft.trim() !== note) onSave(draft.trim())
    setDraft(undefined)
  }
  return (
    <textarea
      className={styles.note}
      aria-label={label}
      placeholder={placeholder}
      rows={1}
      maxLength={10_000}
      value={draft ?? note}
      onChange={(event) => setDraft(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        // The field handles every key: arrows and letters must not act on the list.
        event.stopPropagation()
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) event.currentTarget.blur()
        if (event.key !== 'Escape') return
        setDraft(undefined)
        // After the draft is gone, so that leaving the field does not save it.
        const field = event.currentTarget
        window.setTimeout(() => field.blur())
      }}
    />
  )
}
