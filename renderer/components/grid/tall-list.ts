/**
 * [Note: tall lists] Browsers limit the height of an element (Chrome 33.5 million pixels, Firefox 17.9), which a
 * grid of a million takes exceeds. The element of a higher list is `tallest` pixels high, and its rows are drawn
 * `shift` pixels above their offset in the list. Wheels and keys scroll it pixel by pixel; the scrollbar stands for
 * shares of the whole list. So the shift changes when the scrollbar is dragged, and when scrolling ends. Near both ends
 * it is the same everywhere, so that wheels lead to the first and the last row.
 */
export const tallest = 4_000_000

/** Pixels at both ends in which the shift is the same everywhere. */
const nearEnd = 100_000

/** Heights in pixels: of all rows, and of the view. */
export interface ListHeights {
  list: number
  view: number
}

/** Returns the height of the element of a list, in pixels. */
export function elementHeight({ list }: ListHeights): number {
  return Math.min(list, tallest)
}

/** Returns the scroll position, in whole pixels, that stands for an offset in a list. */
export function positionOf(offset: number, { list, view }: ListHeights): number {
  const inReach = Math.max(0, Math.min(offset, list - view))
  return list <= tallest ? Math.max(0, offset) : Math.round(stretch(inReach, list - view, tallest - view))
}

/** Returns the shift after a scrollbar was dragged to a scroll position. */
export function shiftAt(position: number, { list, view }: ListHeights): number {
  return list <= tallest ? 0 : stretch(position, tallest - view, list - view) - position
}

/** Returns the shift that shows an offset at the scroll position that stands for it. */
export function shiftFor(offset: number, heights: ListHeights): number {
  return heights.list <= tallest ? 0 : Math.min(offset, heights.list - heights.view) - positionOf(offset, heights)
}

/**
 * Tests whether a scroll position was reached by a drag of the scrollbar, not by a wheel or a key: each pixel of the
 * scrollbar stands for `tallest / view`.
 */
export function isDrag(from: number, to: number, { view }: ListHeights): boolean {
  return Math.abs(to - from) > tallest / view / 2
}

/** Returns the value in the range from 0 to `end` for one in that to `last`, with both ends of the range kept as is. */
function stretch(value: number, last: number, end: number): number {
  if (value <= nearEnd) return value
  if (value >= last - nearEnd) return end - (last - value)
  return nearEnd + ((value - nearEnd) / (last - 2 * nearEnd)) * (end - 2 * nearEnd)
}
