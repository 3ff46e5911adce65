import { useVirtualizer } from '@tanstack/react-virtual'
import { type RefObject, useCallback } from 'react'
import { type GridLayout, newestInRow, tileGap } from './grid-layout.ts'

/** Room around the rows, in pixels, so that the outline of a selected tile is not cut off. */
export const edge = 6

/** The rows of a grid that are in sight. */
export function useGridRows(layout: GridLayout, scroller: RefObject<HTMLDivElement | null>) {
  // A new function for a new layout: that is how the virtualizer learns that sizes changed.
  const getItemKey = useCallback((index: number) => newestInRow(layout, index) ?? index, [layout])
  return useVirtualizer({
    count: layout.rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => layout.rows[index]?.height ?? 0,
    getItemKey,
    gap: tileGap,
    paddingStart: edge,
    paddingEnd: edge + tileGap,
    scrollPaddingStart: edge,
    scrollPaddingEnd: edge,
    overscan: 3,
  })
}
