import type { Deck } from './deck.ts'

/** The picture with its controls fills the screen, or comes back. */
export function toggleFullScreen(deck: Deck): void {
  // Refused without a press of a person, and where the system has none; either way the window simply stays.
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined)
  else deck.stage?.requestFullscreen().catch(() => undefined)
}
