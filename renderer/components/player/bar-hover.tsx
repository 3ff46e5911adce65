import { formatTimecode } from '../../../shared/units.ts'
import { frameAtPart, frameBackground, type StoryboardSheet } from '../pictures/storyboard-frame.ts'
import classes from './scrubber.module.css'

interface BarHoverProps {
  seconds: number
  durationSeconds: number
  aspectRatio: number
  sheet: StoryboardSheet | undefined
}

/** Pixels of the box that a frame is fitted into. */
const box = { width: 176, height: 132 }

/** The frame and time at the pointer, above the scrubber. At both ends it stays inside the scrubber. */
export function BarHover({ seconds, durationSeconds, aspectRatio, sheet }: BarHoverProps) {
  const part = Math.min(1, seconds / durationSeconds)
  const width = Math.min(box.width, box.height * aspectRatio)
  const half = sheet ? width / 2 + 5 : 44
  return (
    <span
      className={classes.hover}
      style={{ left: `clamp(${half}px, ${part * 100}%, calc(100% - ${half}px))` }}
      data-picture={sheet ? '' : undefined}
      aria-hidden
    >
      {sheet && <i style={{ width, aspectRatio, ...frameBackground(sheet, frameAtPart(sheet.layout, part)) }} />}
      {formatTimecode(seconds)}
    </span>
  )
}
