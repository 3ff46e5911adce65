import { useEffect, useEffectEvent } from 'react'
import type { RankRange } from './rank-windows.ts'

/** Time for which the range on screen must not change before it is loaded. During fast scrolling nothing is loaded. */
const dwellMilliseconds = 70

/** Reports the ranks on screen to `onRange`, once scrolling has slowed down enough to load them. */
export function useReportRange(
  range: RankRange | undefined,
  isScrolling: boolean,
  onRange: (range: RankRange) => void,
): void {
  const report = useEffectEvent(onRange)
  const first = range?.first
  const end = range?.end
  useEffect(() => {
    if (first === undefined || end === undefined) return
    if (isScrolling) {
      const timer = window.setTimeout(() => report({ first, end }), dwellMilliseconds)
      return () => window.clearTimeout(timer)
    }
    // A new layout shows other rows for one frame, until the scroll anchor is restored. Loading those would be wasted.
    const frame = window.requestAnimationFrame(() => report({ first, end }))
    return () => window.cancelAnimationFrame(frame)
  }, [first, end, isScrolling])
}
