import { frameAtPart, frameBackground, type StoryboardSheet } from '../pictures/storyboard-frame.ts'
import { useDeck, useDeckState, useTimeView } from './deck-context.ts'
import { usePreferences } from './preferences.ts'
import classes from './scrubber.module.css'
import { formatTime } from './time-format.ts'
import { partAt } from './time-view.ts'

interface BarHoverProps {
  seconds: number
  aspectRatio: number
  sheet: StoryboardSheet | undefined
}

/** Pixels of the box that a frame is fitted into. */
const box = { width: 176, height: 132 }

/** The frame and time at the pointer, above the scrubber. At both ends it stays inside the scrubber. */
export function BarHover({ seconds, aspectRatio, sheet }: BarHoverProps) {
  const deck = useDeck()
  const duration = useDeckState((state) => state.durationSeconds)
  const format = usePreferences((state) => state.timeFormat)
  const part = partAt(useTimeView(), seconds)
  const width = Math.min(box.width, box.height * aspectRatio)
  const half = sheet ? width / 2 + 5 : 44
  return (
    <span
      className={classes.hover}
      style={{ left: `clamp(${half}px, ${part * 100}%, calc(100% - ${half}px))` }}
      data-picture={sheet ? '' : undefined}
      aria-hidden
    >
      {sheet && (
        <i style={{ width, aspectRatio, ...frameBackground(sheet, frameAtPart(sheet.layout, seconds / duration)) }} />
      )}
      {formatTime(format, deck.frameRate, seconds)}
    </span>
  )
}
