import { frameAtPart, frameBackground, type StoryboardSheet } from '../pictures/storyboard-frame.ts'
import { useDeckState, useTimeView } from './deck-context.ts'
import classes from './scrubber.module.css'
import { secondsAt } from './time-view.ts'

const height = 40

/**
 * The shown part of the take as pictures side by side: each is the nearest frame of the storyboard. Plain cells without
 * a storyboard.
 */
export function Filmstrip({ sheet, aspectRatio }: { sheet: StoryboardSheet | undefined; aspectRatio: number }) {
  const view = useTimeView()
  const duration = useDeckState((state) => state.durationSeconds)
  const partOf = (cell: number) => (duration > 0 ? secondsAt(view, (cell + 0.5) / cells) / duration : 0)
  const cells = Math.min(24, Math.max(8, Math.round(860 / (height * aspectRatio))))
  return (
    <div className={classes.strip} data-drawn={sheet ? '' : undefined} aria-hidden>
      {Array.from({ length: cells }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells are identified by position
        <span key={i}>
          {sheet && (
            <i
              style={{ aspectRatio, ...frameBackground(sheet, frameAtPart(sheet.layout, partOf(i))) }}
              data-portrait={aspectRatio < 1 || undefined}
            />
          )}
        </span>
      ))}
    </div>
  )
}
