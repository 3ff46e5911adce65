import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback } from 'react'
import { type GridLayout, newestInRow, tileGap } from './grid-layout.ts'

/** Pixels at the top that the heading of a group covers. */
const headingCover = 40

/** Margin around the rows in pixels, so that the outline of a selected tile is not cut off. */
export const edge = 6

/** Returns the virtualizer of the rows of a grid. */
export function useGridRows(layout: GridLayout, scroller: RefObject<HTMLDivElement | null>) {
  // The virtualizer measures all rows again when this function changes, so it changes with the layout only.
  const getItemKey = useCallback(
    (index: number) => {
      const newest = newestInRow(layout, index) ?? index
      return layout.rows[index]?.tiles.length === 0 ? `heading-${newest}` : newest
    },
    [layout],
  )
  return useVirtualizer({
    count: layout.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => layout.rows[index]?.height ?? 0,
    getItemKey,
    gap: tileGap,
    paddingStart: edge,
    paddingEnd: edge + tileGap,
    scrollPaddingStart: layout.groups.length > 0 ? headingCover : edge,
    scrollPaddingEnd: edge,
    overscan: 3,
  })
}
