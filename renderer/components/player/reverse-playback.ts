import { inOutRange } from '../../../shared/in-out-points.ts'
import { type Deck, positionOf, snap } from './deck.ts'
import { usePreferences } from './preferences.ts'

/**
 * Plays backwards at `rate` by seeking once per refresh of the display. The seek queue drops seeks that the decoder is
 * too slow for, so that the speed is kept and frames are skipped. Stops at the beginning, or starts again at the out
 * point of a loop. Returns a function that stops it.
 */
export function runReverse(deck: Deck, rate: number): () => void {
  let from = positionOf(deck.store.getState())
  let since = performance.now()
  let shown = from
  let handle = requestAnimationFrame(turn)

  function turn(now: number): void {
    const { inOut, durationSeconds, target } = deck.store.getState()
    if (target !== null && target !== shown) {
      // Another command has sought: continue from its target.
      from = target
      since = now
      shown = target
    }
    const loops = usePreferences.getState().loop
    const { start, end } = loops ? inOutRange(inOut, durationSeconds) : { start: 0, end: durationSeconds }
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
