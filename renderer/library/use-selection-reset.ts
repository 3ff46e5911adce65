import { useLayoutEffect, useRef } from 'react'
import type { Filter } from '../components/takes/library-search.ts'
import { clearSelection, setFocus } from '../state/selection.ts'

/**
 * Clears the selection when the filter changes, because ranks then refer to other takes: before the new list is
 * painted, so that nothing selected in it is cleared. Going back from a take keeps it.
 */
export function useSelectionReset(filter: Filter): void {
  const before = useRef(filter)
  useLayoutEffect(() => {
    if (before.current === filter) return
    before.current = filter
    clearSelection()
    setFocus(null)
  }, [filter])
}
