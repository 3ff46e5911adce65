import { useEffect, useEffectEvent } from 'react'

/** Time for which the rows on screen must not change before they are loaded, so that fast scrolling loads nothing. */
const dwellMilliseconds = 70

/**
 * Reports the windows of a list that are on screen to `onWindows`, once scrolling has slowed down enough to load them.
 */
export function useReportWindows(
  list: string,
  windows: readonly number[] | undefined,
  isScrolling: boolean,
  onWindows: (windows: readonly number[]) => void,
): void {
  const report = useEffectEvent(() => windows && onWindows(windows))
  const shown = windows?.join(' ')
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list has other windows loaded
  useEffect(() => {
    if (shown === undefined) return
    if (isScrolling) {
      const timer = window.setTimeout(() => report(), dwellMilliseconds)
      return () => window.clearTimeout(timer)
    }
    // A new layout shows other rows for one frame, until the scroll anchor is restored. Loading those would be wasted.
    const frame = window.requestAnimationFrame(() => report())
    return () => window.cancelAnimationFrame(frame)
  }, [list, shown, isScrolling])
}
