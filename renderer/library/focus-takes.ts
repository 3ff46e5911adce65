/** Gives the keys back to the takes, wherever they were. */
export function focusTakes(): void {
  document.querySelector<HTMLElement>('[data-takes]')?.focus({ preventScroll: true })
}
