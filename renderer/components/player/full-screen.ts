import type { Deck } from './deck.ts'

/** Sets the element that goes full screen; null when it is unmounted. */
export function setStage(deck: Deck, stage: HTMLElement | null): void {
  deck.stage = stage
}

/** Shows the picture with its controls in full screen, or leaves full screen. */
export function toggleFullScreen(deck: Deck): void {
  // Browsers refuse full screen without a user gesture, and some systems do not have it. The window then stays as it
  // is.
  if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined)
  else deck.stage?.requestFullscreen().catch(() => undefined)
}
