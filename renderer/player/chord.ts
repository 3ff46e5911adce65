interface Keys {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * The name of a key press: `j`, `shift+i`, `ArrowLeft`, `<`. Letters count with their shift and whatever caps lock says;
 * signs are themselves, wherever the layout has them. Null with Ctrl, Alt or Cmd, which belong to others.
 */
export function chordOf(event: Keys): string | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (!/^\p{L}$/u.test(event.key)) return event.key
  return `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
}

/** Whether a press belongs to what has the focus: text being typed, an open menu or dialog, a button that Space presses. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true
  const { target } = event
  if (!(target instanceof HTMLElement)) return false
  if (target.isContentEditable || target.closest('input, textarea, select, [role="menu"], [role="dialog"]')) return true
  const pressed = event.key === ' ' || event.key === 'Enter'
  return pressed && target.closest('button, a, [role="tab"], summary') !== null
}
