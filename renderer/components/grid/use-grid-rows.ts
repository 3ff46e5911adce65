import { type RefObject, useEffect, useEffectEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { type GridLayout, type GridRow, newestInRow, rowAt, rowAtOffset, rowOfRank } from './grid-layout.ts'
import { anchoredTop, useAnchoredScroll } from './use-anchored-scroll.ts'

/** Pixels at the top that the heading of a group covers. */
const headingCover = 40

/** Margin around the rows in pixels, so that the outline of a selected tile is not cut off. */
export const edge = 6

/** Rows that are drawn above and below the view. */
const overscan = 3

/** Time without a scroll event after which scrolling has ended. */
const scrollEndMs = 150

/** A row that is drawn; `top` is the offset from the top of the grid, in pixels. */
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

/**
 * Returns the rows of a grid to draw, their height together, and a function that scrolls as little as needed to show a
 * row. The layout has the top of each row, so the rows in view are found by bisection; a library of virtual lists would
 * measure all of the hundred thousands again with each layout. The first frame of a grid has the rows in view only.
 * The item at the top of the view stays there: see `useAnchoredScroll`.
 */
export function useGridRows(layout: GridLayout, { scroller, height, ...list }: View) {
  const anchored = {
    ...list,
    layout,
    rankAt: (scrollTop: number) => newestInRow(layout, rowAtOffset(layout, scrollTop - edge)),
    topOf: (rank: number) => (rowAt(layout, rowOfRank(layout, rank))?.top ?? 0) + edge,
  }
  const [view, setView] = useState(() => ({
    list: anchored.list,
    top: anchoredTop(anchored),
    isScrolling: false,
    extra: 0,
  }))
  const isNew = view.list !== anchored.list
  const shown = isNew ? { ...view, list: anchored.list, top: anchoredTop(anchored), isScrolling: false } : view
  // Set during rendering, so that no row of a new list is drawn at the scroll position of the list before.
  if (isNew) setView(shown)
  const { top, isScrolling, extra } = shown
  useAnchoredScroll({ scroller, ...anchored })
  const rangeAt = (offset: number) =>
    [rowAtOffset(layout, offset - edge), rowAtOffset(layout, offset + height - edge)] as const
  const follow = useEffectEvent((offset: number) => {
    const [before, now] = [rangeAt(top), rangeAt(offset)]
    if (isScrolling && before[0] === now[0] && before[1] === now[1]) return
    // In the frame of the scroll event, so that no row comes late.
    flushSync(() => setView((view) => ({ ...view, top: offset, isScrolling: true, extra: overscan })))
  })
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    let timer: number | undefined
    const onScroll = () => {
      follow(element.scrollTop)
      window.clearTimeout(timer)
      timer = window.setTimeout(
        () => setView((view) => ({ ...view, top: element.scrollTop, isScrolling: false })),
        scrollEndMs,
      )
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
    const element = scroller.current
    const row = rowAt(layout, index)
    if (!element || !row) return
    const start = row.top + edge
    const cover = layout.groups.length > 0 ? headingCover : edge
    if (start - cover < element.scrollTop) element.scrollTo({ top: start - cover })
    else if (start + row.height + edge > element.scrollTop + element.clientHeight)
      element.scrollTo({ top: start + row.height + edge - element.clientHeight })
  }
  const [first, end] = rangeAt(top)
  const from = Math.max(0, first - extra)
  const rows = Array.from({ length: end + extra - from + 1 }, (_, offset) => shownRow(layout, from + offset) ?? [])
  const totalHeight = edge * 2 + layout.height
  return { rows: rows.flat(), isScrolling, scrollToRow, totalHeight, middle: top + height / 2 }
}

function shownRow(layout: GridLayout, index: number): ShownRow | undefined {
  const row = rowAt(layout, index)
  if (!row) return undefined
  const newest = row.tiles[0]?.rank
  return { ...row, index, key: newest ?? `heading-${row.section.end - 1}`, top: row.top + edge }
}
