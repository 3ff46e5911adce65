interface Keys {
  key: string
  shiftKey: boolean
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
}

/**
 * The name of a key press: `j`, `shift+i`, `ArrowLeft`, `<`. Letters count with their shift and whatever caps lock says;
 * signs are themselves, wherever the layout has them. Null with Ctrl, Alt or Cmd, which belong to others, but for ⌘⌫:
 * keyboards of a Mac have no other `Delete`.
 */
export function chordOf(event: Keys): string | null {
  if (event.metaKey && event.key === 'Backspace') return 'Delete'
  if (event.ctrlKey || event.metaKey || event.altKey) return null
  if (!/^\p{L}$/u.test(event.key)) return event.key
  return `${event.shiftKey ? 'shift+' : ''}${event.key.toLowerCase()}`
}
