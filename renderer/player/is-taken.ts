import { isTyping } from '../components/keys.ts'

/** Whether a press belongs to what has the focus: text being typed, an open menu or dialog, a button that Space presses. */
export function isTaken(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing || isTyping(event)) return true
  const pressed = event.key === ' ' || event.key === 'Enter'
  return pressed && event.target instanceof Element && event.target.closest('button, a, [role="tab"]') !== null
}
