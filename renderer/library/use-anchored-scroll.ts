import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import { type Anchor, recallPlace, rememberPlace } from './place.ts'

interface AnchoredScroll {
  scroller: RefObject<HTMLDivElement | null>
  /** Changes whenever places change. */
  layout: object
  /** The rank of the first take of the row at a distance from the top. */
  rankAt(scrollTop: number): number | undefined
  /** How far the row of a rank is from the top. */
  topOf(rank: number): number
  /** Which list is shown, such as the filter of takes; each has its place, to which the next view comes back. */
  list: object
}

/** Pixels from the very top that still count as it. */
const atTop = 8

/**
 * Keeps the take at the top of the view where it is, whatever is laid out above it. At the very top nothing is kept, so that new
 * takes come in sight.
 */
export function useAnchoredScroll({ scroller, layout, rankAt, topOf, list }: AnchoredScroll): void {
  const anchor = useRef<Anchor | null>(null)
  const now = useRef({ rankAt, topOf, list })
  now.current = { rankAt, topOf, list }

  // Before the first layout is placed, and after the view before this one has told where it was left.
  useLayoutEffect(() => {
    anchor.current = recallPlace(now.current.list)
    return () => rememberPlace(now.current.list, anchor.current)
  }, [])

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new layout is what asks for the place to be found again
  useLayoutEffect(() => {
    const element = scroller.current
    if (!element || !anchor.current) return
    const wanted = Math.max(0, Math.round(now.current.topOf(anchor.current.rank) - anchor.current.offset))
    if (Math.abs(wanted - element.scrollTop) >= 1) element.scrollTop = wanted
  }, [layout, scroller])

  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const keep = () => {
      const { rankAt, topOf } = now.current
      const rank = element.scrollTop > atTop ? rankAt(element.scrollTop) : undefined
      anchor.current = rank === undefined ? null : { rank, offset: topOf(rank) - element.scrollTop }
    }
    element.addEventListener('scroll', keep, { passive: true })
    return () => element.removeEventListener('scroll', keep)
  }, [scroller])
}
