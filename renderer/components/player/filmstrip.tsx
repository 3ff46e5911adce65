import { frameAtPart, frameBackground, type StoryboardSheet } from '../pictures/storyboard-frame.ts'
import classes from './scrubber.module.css'

const height = 40

/** Frames of the storyboard side by side; plain cells without a storyboard. */
export function Filmstrip({ sheet, aspectRatio }: { sheet: StoryboardSheet | undefined; aspectRatio: number }) {
  const cells = Math.min(24, Math.max(8, Math.round(860 / (height * aspectRatio))))
  return (
    <div className={classes.strip} data-drawn={sheet ? '' : undefined} aria-hidden>
      {Array.from({ length: cells }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: cells are identified by position
        <span key={i}>
          {sheet && (
            <i
              style={{ aspectRatio, ...frameBackground(sheet, frameAtPart(sheet.layout, (i + 0.5) / cells)) }}
              data-portrait={aspectRatio < 1 || undefined}
            />
          )}
        </span>
      ))}
    </div>
  )
}
