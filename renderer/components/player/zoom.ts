import { type Deck, halfFrame, positionOf } from './deck.ts'
import { isInView, pannedView, shownView, zoomedView } from './time-view.ts'

/** Frames of the closest view. */
const leastFrames = 12

/** Zooms the time axis by `factor` around a time: the playhead if it is in view, else the middle. */
export function zoomBy(deck: Deck, factor: number, anchorSeconds?: number): void {
  const state = deck.store.getState()
  const { durationSeconds, view } = state
  if (durationSeconds <= 0) return
  const position = positionOf(state)
  const { start, end } = shownView(view, durationSeconds)
  const anchor = anchorSeconds ?? (isInView(view, position) ? position : (start + end) / 2)
  const leastSeconds = Math.min(durationSeconds, 2 * halfFrame(deck) * leastFrames)
  deck.store.setState({ view: zoomedView(view, { durationSeconds, leastSeconds }, factor, anchor) })
}

/** Moves the time axis by a part of what it shows; it stays inside the take. */
export function panBy(deck: Deck, part: number): void {
  const { durationSeconds, view } = deck.store.getState()
  if (view) deck.store.setState({ view: pannedView(view, durationSeconds, part * (view.end - view.start)) })
}

/** Shows the whole take. */
export function zoomToFit(deck: Deck): void {
  deck.store.setState({ view: null })
}
