/**
 * Focuses the list of a page that opens, so that keys work at once, unless another element is in use. A radio button
 * that was clicked, of a switch that opened the list, is not in use by keyboard.
 */
export function focusUnlessUsed(element: HTMLElement | null): void {
  const active = document.activeElement
  if (active === document.body || active?.matches('[type="radio"]:not(:focus-visible)'))
    element?.focus({ preventScroll: true })
}
