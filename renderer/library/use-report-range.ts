import { useEffect, useRef } from 'react'
import type { RankRange } from './use-takes.ts'

/** While the view flies past, nothing is asked for; where it lingers this long, it is. */
const lingerMilliseconds = 70

/** Tells which ranks are on screen, once the view is calm enough to read them. */
export function useReportRange(
  range: RankRange | undefined,
  isScrolling: boolean,
  onRange: (range: RankRange) => void,
): void {
  const report = useRef(onRange)
  report.current = onRange
  const first = range?.first
  const end = range?.end
  useEffect(() => {
    if (first === undefined || end === undefined) return
    if (isScrolling) {
      const timer = window.setTimeout(() => report.current({ first, end }), lingerMilliseconds)
      return () => window.clearTimeout(timer)
    }
    // Until the next frame a new layout may still show another place: the anchor is put back in between.
    const frame = window.requestAnimationFrame(() => report.current({ first, end }))
    return () => window.cancelAnimationFrame(frame)
  }, [first, end, isScrolling])
}
