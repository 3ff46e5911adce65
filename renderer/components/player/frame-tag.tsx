import { formatCount } from '../../../shared/units.ts'
import { lastFrame } from './deck.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import classes from './screen.module.css'
import { texts } from './texts.ts'

/** The number of the frame on screen. Frames are counted from 0, so that number and time code agree. */
export function FrameTag() {
  const deck = useDeck()
  const frame = useDeckState((state) => state.frame)
  const count = useDeckState(() => (lastFrame(deck) ?? -1) + 1)
  if (frame === null || count === 0) return null
  return <span className={classes.frame}>{texts.frameOfAll(formatCount(frame), formatCount(count))}</span>
}
