import { useEffect, useEffectEvent, useRef } from 'react'
import { useSelection } from '../state/selection.ts'

interface Scroller {
  scrollToIndex(index: number, options: { align: 'auto' }): void
}

/** Scrolls as little as needed to show a newly focused take; `indexOf` returns the index of a rank. */
export function useFocusInSight(virtualizer: Scroller, indexOf: (rank: number) => number): void {
  const focus = useSelection((selection) => selection.focus)
  const shown = useRef(focus)
  const show = useEffectEvent((rank: number) => virtualizer.scrollToIndex(indexOf(rank), { align: 'auto' }))
  useEffect(() => {
    // Not on mount: the view was just scrolled to its remembered position, which may be elsewhere.
    if (focus !== null && focus !== shown.current) show(focus)
    shown.current = focus
  }, [focus])
}
