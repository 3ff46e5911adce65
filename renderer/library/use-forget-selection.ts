import { useEffect, useRef } from 'react'
import { clearSelection, setFocus } from '../state/selection.ts'
import type { Filter } from './filter.ts'

/** Ranks mean another list once the filter is another one; the way back from a take is no change. */
export function useForgetSelection(filter: Filter): void {
  const before = useRef(filter)
  useEffect(() => {
    if (before.current === filter) return
    before.current = filter
    clearSelection()
    setFocus(null)
  }, [filter])
}
