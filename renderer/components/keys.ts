const isMac = /mac/i.test(window.navigator.platform)

const macSigns: Record<string, string> = { Mod: '⌘', Shift: '⇧', Alt: '⌥', Ctrl: '⌃', Del: '⌘⌫' }

/** Keys as this system writes them: `Mod+Shift+I` is `Ctrl Shift I`, on a Mac `⇧⌘I`. */
export function formatKeys(keys: string): string {
  const parts = keys.split('+')
  if (!isMac) return parts.map((part) => (part === 'Mod' ? 'Ctrl' : part)).join(' ')
  const order = ['Ctrl', 'Alt', 'Shift', 'Mod']
  return parts
    .toSorted((one, other) => (order.indexOf(one) + 1 || 9) - (order.indexOf(other) + 1 || 9))
    .map((part) => macSigns[part] ?? part)
    .join('')
}

/** Whether a press belongs to what has the focus: text being typed, an open menu or dialog, a button that Space presses. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || isTyping(event)) return true
  const pressed = event.key === ' ' || event.key === 'Enter'
  return pressed && event.target instanceof Element && event.target.closest('button, a, [role="tab"]') !== null
}

/** Whether a key event belongs to a field that somebody types into, or to an open dialog or menu. */
function isTyping(event: KeyboardEvent): boolean {
  const element = event.target instanceof Element ? event.target : null
  return (
    element?.closest(
      'input:not([type="range"]), textarea, select, [contenteditable="true"], [role="dialog"], [role="menu"]',
    ) != null
  )
}
