import { useEffect, useRef } from 'react'
import type { Filter } from './filter.ts'

/** Ranks mean another list once the filter is another one; the way back from a take is no change. */
export function useForgetSelection(filter: Filter, forget: () => void): void {
  const before = useRef(filter)
  const now = useRef(forget)
  now.current = forget
  useEffect(() => {
    if (before.current !== filter) now.current()
    before.current = filter
  }, [filter])
}
