import { formatTimecode } from '../../../shared/units.ts'
import { shownTime } from './deck.ts'
import { useDeck, useDeckState } from './deck-context.ts'
import classes from './transport-bar.module.css'

/** The start time of the frame on screen, and the duration of the video. */
export function TimeReadout() {
  const deck = useDeck()
  const time = useDeckState((state) => shownTime(deck, state))
  const duration = useDeckState((state) => state.durationSeconds)
  return (
    <div className={classes.time}>
      <span className={classes.now} role="timer" aria-label="Time code">
        {formatTimecode(time)}
      </span>
      <span>/ {formatTimecode(duration > 0 ? duration : null)}</span>
    </div>
  )
}
