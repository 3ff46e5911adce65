import { useEffect, useEffectEvent } from 'react'
import { type KeyBinding, runKeys } from './keys.ts'

/** Runs `bindings` for keys pressed anywhere in the window, unless the focused element handles the press itself. */
export function useKeys<Context>(bindings: readonly KeyBinding<Context>[], context: NoInfer<Context>): void {
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    if (!isHandled(event)) runKeys(event, bindings, context)
  })
  useEffect(() => {
    // The listener is on the window, so that it runs last: the focused element comes first and calls `preventDefault`
    // for keys that it handles.
    const listener = (event: KeyboardEvent) => onKey(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

/**
 * Returns whether the focused element handles a press: a text field, an open menu or dialog, or a button for Space and
 * Enter.
 */
function isHandled(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.isComposing) return true
  const element = event.target instanceof Element ? event.target : null
  if (element?.closest(focusOwners)) return true
  if (event.key.startsWith('Arrow') && element?.matches('[type="radio"]')) return true
  return (event.key === ' ' || event.key === 'Enter') && element?.closest(pressed) != null
}

/**
 * Elements that handle every key while they have the focus. Sliders, radio buttons and checkboxes are not among them,
 * so that the keys of the page still work after the volume was set or a layout was chosen.
 */
const focusOwners = [
  'input:not([type="range"], [type="radio"], [type="checkbox"])',
  ...['textarea', 'select', '[contenteditable="true"]', '[role="dialog"]', '[role="menu"]'],
].join()

/** Elements that Space and Enter press. */
const pressed = 'button, a, [role="tab"], [type="radio"], [type="checkbox"]'
