import { frameAtPart, frameBackground, type StoryboardSheet } from '../components/storyboard-frame.ts'
import classes from './scrubber.module.css'

const height = 40

/** The video at a glance: frames of its storyboard side by side. Without one the cells are plain. */
export function Filmstrip({ sheet, aspectRatio }: { sheet: StoryboardSheet | undefined; aspectRatio: number }) {
  const cells = Math.min(24, Math.max(8, Math.round(860 / (height * aspectRatio))))
  return (
    <div className={classes.strip} data-drawn={sheet ? '' : undefined} aria-hidden>
      {Array.from({ length: cells }, (_, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a cell is its place
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
