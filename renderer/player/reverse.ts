import { markedRange } from '../../shared/marks.ts'
import { type Deck, positionOf, snap } from './deck.ts'
import { usePreferences } from './preferences.ts'

/**
 * Plays backwards at `rate` by seeking once for each picture of the display, as far as the decoder follows. Ends at the
 * beginning, or goes round where the range loops. Returns how to stop.
 */
export function runReverse(deck: Deck, rate: number): () => void {
  let from = positionOf(deck.store.getState())
  let since = performance.now()
  let shown = from
  let handle = requestAnimationFrame(turn)

  function turn(now: number): void {
    const { marks, durationSeconds, target } = deck.store.getState()
    if (target !== null && target !== shown) {
      // Somebody sought in the meantime: go on backwards from there.
      from = target
      since = now
      shown = target
    }
    const loops = usePreferences.getState().loop
    const { start, end } = loops ? markedRange(marks, durationSeconds) : { start: 0, end: durationSeconds }
    let position = from - (Math.max(0, now - since) / 1000) * rate
    if (position <= start && loops) {
      from = end
      since = now
      position = end
    }
    const next = snap(deck, Math.max(start, position))
    if (next !== shown) deck.seeks?.seek(next)
    shown = next
    if (position <= start) deck.store.setState({ shuttle: 0 })
    else handle = requestAnimationFrame(turn)
  }
  return () => {
    cancelAnimationFrame(handle)
    deck.stopReverse = null
  }
}
