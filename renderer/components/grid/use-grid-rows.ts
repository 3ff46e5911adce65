import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { type GridLayout, type GridRow, newestInRow, rowAt, rowAtOffset, rowOfRank } from './grid-layout.ts'
import { elementHeight, isDrag, type ListHeights, positionOf, shiftAt, shiftFor, tallest } from './tall-list.ts'
import { anchoredTop, useAnchoredScroll } from './use-anchored-scroll.ts'

/** Pixels at the top that the heading of a group covers. */
const headingCover = 40

/** Margin around the rows in pixels, so that the outline of a selected tile is not cut off. */
export const edge = 6

/** Rows that are drawn above and below the view. */
const overscan = 3

/** Time without a scroll event after which scrolling has ended. */
const scrollEndMs = 150

/** A row that is drawn; `top` is its offset in the element of the grid, in pixels (see tall lists). */
export interface ShownRow extends GridRow {
  index: number
  key: string | number
}

interface View {
  scroller: RefObject<HTMLDivElement | null>
  /** Height of the scroller in pixels. */
  height: number
  /** Identity of the list, and ranks in collapsed groups: see `useAnchoredScroll`. */
  list: string
  isHidden?(rank: number): boolean
}

interface ScrollState {
  list: string
  /** Offset of the top of the view in the list, in pixels. */
  top: number
  /** See tall lists. */
  shift: number
  isScrolling: boolean
  /** Rows that are drawn above and below the view. */
  extra: number
}

/**
 * Returns the rows of a grid to draw, the height of its element, and a function that scrolls as little as needed to
 * show a row. The layout has the top of each row, so the rows in view are found by bisection; a library of virtual
 * lists would measure all of the hundred thousands again with each layout. The first frame of a grid has the rows in
 * view only. The item at the top of the view stays there: see `useAnchoredScroll`.
 */
export function useGridRows(layout: GridLayout, { scroller, height, ...list }: View) {
  const anchored = {
    ...list,
    layout,
    rankAt: (scrollTop: number) => newestInRow(layout, rowAtOffset(layout, scrollTop - edge)),
    topOf: (rank: number) => (rowAt(layout, rowOfRank(layout, rank))?.top ?? 0) + edge,
  }
  const heights = { list: edge * 2 + layout.height, view: height }
  const at = (top: number) => ({ list: anchored.list, top, shift: shiftFor(top, heights), isScrolling: false })
  const [view, setView] = useState<ScrollState>(() => ({ ...at(anchoredTop(anchored)), extra: 0 }))
  const isNew = view.list !== anchored.list
  const shown = isNew ? { ...view, ...at(anchoredTop(anchored)) } : view
  // Set during rendering, so that no row of a new list is drawn at the scroll position of the list before.
  if (isNew) setView(shown)
  const { top, isScrolling, extra } = shown
  const isTall = heights.list > tallest
  // The list may have been tall at another size.
  const shift = isTall ? shown.shift : 0
  const rangeAt = (offset: number) =>
    [rowAtOffset(layout, offset - edge), rowAtOffset(layout, offset + height - edge)] as const
  const scroll = scrollOf(scroller, { top, shift }, heights, setView)
  useAnchoredScroll({ scroller, scroll, ...anchored })
  const follow = useEffectEvent(() => {
    const [offset, nextShift] = [scroll.offset() ?? 0, scroll.shift()]
    const [before, now] = [rangeAt(top), rangeAt(offset)]
    if (isScrolling && before[0] === now[0] && before[1] === now[1] && nextShift === shift) return
    // In the frame of the scroll event, so that no row comes late.
    flushSync(() => setView((view) => ({ ...view, top: offset, shift: nextShift, isScrolling: true, extra: overscan })))
  })
  const end = useEffectEvent(() => {
    const offset = scroll.offset() ?? 0
    setView((view) => ({ ...view, top: offset, isScrolling: false }))
    if (isTall) scroll.scrollTo(offset)
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let timer: number | undefined
    const onScroll = () => {
      follow()
      window.clearTimeout(timer)
      timer = window.setTimeout(() => end(), scrollEndMs)
    }
    const frame = window.requestAnimationFrame(() => setView((view) => ({ ...view, extra: overscan })))
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => {
      window.clearTimeout(timer)
      window.cancelAnimationFrame(frame)
      element.removeEventListener('scroll', onScroll)
    }
  }, [scroller])

  const scrollToRow = (index: number) => {
    const [offset, row] = [scroll.offset(), rowAt(layout, index)]
    if (offset === undefined || !row) return
    const start = row.top + edge
    const cover = layout.groups.length > 0 ? headingCover : edge
    if (start - cover < offset) scroll.scrollTo(start - cover)
    else if (start + row.height + edge > offset + height) scroll.scrollTo(start + row.height + edge - height)
  }
  const [first, last] = rangeAt(top)
  const from = Math.max(0, first - extra)
  const indexes = Array.from({ length: last + extra - from + 1 }, (_, offset) => from + offset)
  const rows = indexes.flatMap((index) => shownRow(layout, index, shift) ?? [])
  const middle = top - shift + height / 2
  return { rows, isScrolling, scrollToRow, totalHeight: elementHeight(heights), middle, shift, offset: scroll.offset }
}

/** Returns where a grid is scrolled to, with the shift that it has there. */
function scrollOf(
  scroller: RefObject<HTMLDivElement | null>,
  { top, shift }: Pick<ScrollState, 'top' | 'shift'>,
  heights: ListHeights,
  setView: (change: (view: ScrollState) => ScrollState) => void,
) {
  const shiftNow = (position: number) => (isDrag(top - shift, position, heights) ? shiftAt(position, heights) : shift)
  return {
    shift: () => shiftNow(scroller.current?.scrollTop ?? 0),
    offset() {
      const position = scroller.current?.scrollTop
      return position === undefined ? undefined : position + shiftNow(position)
    },
    scrollTo(offset: number) {
      const [position, next] = [positionOf(offset, heights), shiftFor(Math.max(0, offset), heights)]
      // Before the scroll event, which may not come: other rows may be at the same position.
      if (next !== shift) setView((view) => ({ ...view, top: position + next, shift: next }))
      scroller.current?.scrollTo({ top: position })
    },
  }
}

function shownRow(layout: GridLayout, index: number, shift: number): ShownRow | undefined {
  const row = rowAt(layout, index)
  if (!row) return undefined
  const newest = row.tiles[0]?.rank
  return { ...row, index, key: newest ?? `heading-${row.section.end - 1}`, top: row.top + edge - shift }
}
