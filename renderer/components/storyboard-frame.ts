import type { Storyboard } from '../../shared/contract/previews.ts'

/** The frames of a take on one sheet, and where its picture is. */
export interface StoryboardSheet {
  src: string
  layout: Storyboard
}

/** The frame of a storyboard that stands for a part of the take, 0 to 1. */
export function frameAtPart({ count }: Pick<Storyboard, 'count'>, part: number): number {
  return Math.min(count - 1, Math.max(0, Math.floor(part * count)))
}

/** Where a frame lies on its sheet, in the words of CSS: whatever the size of the element, it shows that frame alone. */
export function frameBackground({ src, layout }: StoryboardSheet, frame: number) {
  const { columns, rows } = layout
  const along = (index: number, of: number) => (of > 1 ? (index / (of - 1)) * 100 : 0)
  return {
    backgroundImage: `url("${src}")`,
    backgroundSize: `${columns * 100}% ${rows * 100}%`,
    backgroundPosition: `${along(frame % columns, columns)}% ${along(Math.floor(frame / columns), rows)}%`,
  }
}
