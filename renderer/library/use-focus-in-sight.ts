import { useEffect, useEffectEvent, useRef } from 'react'
import { useSelection } from '../state/selection.ts'

/** Shows a newly focused take; `scrollToRank` scrolls as little as needed. */
export function useFocusInSight(scrollToRank: (rank: number) => void): void {
  const focus = useSelection((selection) => selection.focus)
  const shown = useRef(focus)
  const show = useEffectEvent(scrollToRank)
  useEffect(() => {
    // Not on mount: the view was just scrolled to its remembered position, which may be elsewhere.
    if (focus !== null && focus !== shown.current) show(focus)
    shown.current = focus
  }, [focus])
}
