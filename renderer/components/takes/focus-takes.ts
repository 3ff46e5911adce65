/** Moves the focus to the list of takes. */
export function focusTakes(): void {
  document.querySelector<HTMLElement>('[data-takes]')?.focus({ preventScroll: true })
}
