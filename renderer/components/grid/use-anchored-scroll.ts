import { type RefObject, useEffect, useEffectEvent, useLayoutEffect, useRef } from 'react'
import { type Anchor, recallAnchor, rememberAnchor } from './scroll-anchor.ts'

/** The scroll offset of a list, in pixels from its top. */
export interface ListScroll {
  /** Returns the offset of the top of the view; undefined before the view is there. */
  offset(): number | undefined
  scrollTo(offset: number): void
}

interface AnchoredScroll extends AnchoredList {
  scroller: RefObject<HTMLDivElement | null>
  scroll: ListScroll
  /** A new object whenever rows have moved. */
  layout: object
  /** Returns the rank of the first item in the row at an offset from the top. */
  rankAt(scrollTop: number): number | undefined
}

interface AnchoredList {
  /** Returns the offset of the row of a rank from the top. */
  topOf(rank: number): number
  /** Returns true if a rank is in a collapsed group, whose heading then goes to the top of the view. */
  isHidden?(rank: number): boolean
  /**
   * Identity of the list, such as the filter of takes as JSON. Each list has an anchor of its own, which its next view
   * restores.
   */
  list: string
}

/** Returns the scroll position at which the next view of a list starts, in pixels from the top. */
export function anchoredTop({ list, ...rows }: AnchoredList): number {
  const anchor = recallAnchor(list)
  return anchor ? topOfAnchor(anchor, rows) : 0
}

function topOfAnchor({ rank, offset }: Anchor, { topOf, isHidden }: Omit<AnchoredList, 'list'>): number {
  return Math.max(0, Math.round(topOf(rank) - (isHidden?.(rank) ? 0 : offset)))
}

/** Pixels from the top within which the view counts as scrolled to the top. */
const topReach = 8

/**
 * Keeps the item at the top of the view in place when rows above it change: windows are loaded with the true aspect
 * ratios of their pictures, the window is resized, or an import adds rows. At the very top there is no anchor, so that
 * new takes come into view.
 */
export function useAnchoredScroll({ scroller, scroll, layout, rankAt, topOf, isHidden, list }: AnchoredScroll): void {
  const anchor = useRef<Anchor | null>(null)
  /** The scroll position that the anchor belongs to. */
  const position = useRef(0)
  const restore = useEffectEvent(() => {
    const offset = scroll.offset()
    if (!anchor.current || offset === undefined || isScrollPending(scroller.current, position.current)) return
    const wanted = topOfAnchor(anchor.current, { topOf, ...(isHidden && { isHidden }) })
    // Scroll positions are rounded to pixels, so a difference below one is none.
    if (Math.abs(wanted - offset) >= 1) scroll.scrollTo(wanted)
    position.current = scroller.current?.scrollTop ?? 0
  })
  const start = useEffectEvent(() => {
    anchor.current = recallAnchor(list)
    // The scroller may have shown another list before.
    if (!anchor.current) scroll.scrollTo(0)
    position.current = scroller.current?.scrollTop ?? 0
  })
  const keep = useEffectEvent(() => {
    position.current = scroller.current?.scrollTop ?? 0
    const scrollTop = scroll.offset() ?? 0
    const rank = scrollTop > topReach ? rankAt(scrollTop) : undefined
    anchor.current = rank === undefined ? null : { rank, offset: topOf(rank) - scrollTop }
  })

  // Layout effects run in this order on purpose: the previous view or list has stored its anchor by the time this
  // effect reads one, and the effect below applies it before the first paint, so that the list does not visibly jump.
  useLayoutEffect(() => {
    start()
    return () => rememberAnchor(list, anchor.current)
  }, [list])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout moves rows, so the anchor has to be restored
  useLayoutEffect(() => {
    restore()
  }, [layout])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const onScroll = () => keep()
    element.addEventListener('scroll', onScroll, { passive: true })
    return () => element.removeEventListener('scroll', onScroll)
  }, [scroller])
}

/**
 * Returns whether an element was scrolled away from a position and has not announced it yet. The event sets a new
 * anchor; to restore the one before would take the scroll back. An element that became too short scrolls by itself to
 * its new end, which is no reason to leave the anchor.
 */
function isScrollPending(element: HTMLElement | null, position: number): boolean {
  if (!element) return false
  const isAtNewEnd =
    element.scrollTop < position && element.scrollTop >= element.scrollHeight - element.clientHeight - 1
  return element.scrollTop !== position && !isAtNewEnd
}
