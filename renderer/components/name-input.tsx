import { stopRenaming, useRenaming } from '../state/renaming.ts'
import styles from './name-input.module.css'
import { texts } from './texts.ts'

interface NameInputProps {
  /** Take or workflow that is being renamed. */
  of: { id: string; name: string }
  /** Called with the new name if it has changed and is not empty. */
  onSave: (name: string) => void
  /** Called when editing ends, whether the name was saved or not. */
  onEnd?: () => void
}

/** A field to edit a name. Enter or leaving the field saves it; Esc cancels. */
export function NameInput({ of, onSave, onEnd }: NameInputProps) {
  const end = (kept: string) => {
    // The field also loses the focus when it is unmounted.
    if (useRenaming.getState().id !== of.id) return
    stopRenaming()
    onEnd?.()
    if (kept !== '' && kept !== of.name) onSave(kept)
  }
  return (
    <input
      className={styles.input}
      defaultValue={of.name}
      aria-label={texts.name}
      maxLength={500}
      spellCheck={false}
      ref={(input) => {
        // Only when the field is mounted: a refetch during typing must not select the text again.
        if (!input || document.activeElement === input) return
        input.focus()
        input.select()
      }}
      onBlur={(event) => end(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        // The field handles every key: Esc must not leave the page, and arrows must not seek.
        event.stopPropagation()
        // During composition, Enter belongs to the input method.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) end(event.currentTarget.value.trim())
        if (event.key === 'Escape') end(of.name)
      }}
    />
  )
}
