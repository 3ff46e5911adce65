import { stopRenaming, useRenaming } from '../state/renaming.ts'

interface NameInputProps {
  /** What carries the name. */
  of: { id: string; name: string }
  className: string | undefined
  /** Called with a name that is another one, and not empty. */
  onSave: (name: string) => void
  /** Called when the editing is over, kept or not. */
  onEnd?: () => void
}

/** A name while it is edited: Enter and leaving the field keep it, Esc leaves it as it was. */
export function NameInput({ of, className, onSave, onEnd }: NameInputProps) {
  const end = (kept: string) => {
    // The field also loses the focus when it goes away.
    if (useRenaming.getState().id !== of.id) return
    stopRenaming()
    onEnd?.()
    if (kept !== '' && kept !== of.name) onSave(kept)
  }
  return (
    <input
      className={className}
      defaultValue={of.name}
      aria-label="Name"
      maxLength={500}
      spellCheck={false}
      ref={(input) => {
        // Only at the start: a refetch while somebody types must not select it all again.
        if (!input || document.activeElement === input) return
        input.focus()
        input.select()
      }}
      onBlur={(event) => end(event.currentTarget.value.trim())}
      onKeyDown={(event) => {
        // Every key is the input's own: Esc must not leave the page, arrows must not seek.
        event.stopPropagation()
        // While an input method composes, Enter is its own.
        if (event.key === 'Enter' && !event.nativeEvent.isComposing) end(event.currentTarget.value.trim())
        if (event.key === 'Escape') end(of.name)
      }}
    />
  )
}
