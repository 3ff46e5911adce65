import { frameAt } from '../../shared/frame-rate.ts'
import { formatCount } from '../../shared/units.ts'
import { lastFrame, positionOf } from './deck.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import classes from './screen.module.css'

/** Which frame is on screen. Frames count from 0, so that number and time code agree. */
export function FrameTag() {
  const deck = useDeck()
  const position = useDeckState(positionOf)
  const count = useDeckState(() => (lastFrame(deck) ?? -1) + 1)
  const ready = useDeckState((state) => state.durationSeconds > 0)
  if (!deck.frameRate || !ready) return null
  return (
    <span className={classes.frame}>
      frame {formatCount(Math.min(frameAt(deck.frameRate, position), count - 1))} / {formatCount(count)}
    </span>
  )
}
