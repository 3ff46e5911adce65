import { useEffect, useRef } from 'react'
import { useSelection } from '../state/selection.ts'

interface Scroller {
  scrollToIndex(index: number, options: { align: 'auto' }): void
}

/** Scrolls to the focused take when it changes, as little as needed; `indexOf` says where the rank stands now. */
export function useFocusInSight(virtualizer: Scroller, indexOf: (rank: number) => number): void {
  const focus = useSelection((selection) => selection.focus)
  const now = useRef({ virtualizer, indexOf, seen: focus })
  now.current.virtualizer = virtualizer
  now.current.indexOf = indexOf
  useEffect(() => {
    const { virtualizer, indexOf, seen } = now.current
    now.current.seen = focus
    if (focus !== null && focus !== seen) virtualizer.scrollToIndex(indexOf(focus), { align: 'auto' })
  }, [focus])
}
