import type { Storyboard } from '../../../shared/contract/previews.ts'

/** The picture with all frames of a storyboard, and their arrangement. */
export interface StoryboardSheet {
  src: string
  layout: Storyboard
}

/** Returns the index of the storyboard frame at a position in the take, 0 to 1. */
export function frameAtPart({ count }: Pick<Storyboard, 'count'>, part: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(part * count)))
}

/** Returns the CSS that shows one frame of a sheet in an element of any size. */
export function frameBackground({ src, layout }: StoryboardSheet, frame: number) {
  const { columns, rows } = layout
  const along = (index: number, of: number) => (of > 1 ? (index / (of - 1)) * 100 : 0)
  return {
    backgroundImage: `url("${src}")`,
    backgroundSize: `${columns * 100}% ${rows * 100}%`,
    backgroundPosition: `${along(frame % columns, columns)}% ${along(Math.floor(frame / columns), rows)}%`,
  }
}
