import { useCallback, useSyncExternalStore } from 'react'

/**
 * Returns the time in milliseconds since the epoch, rounded down to `everyMilliseconds`, and renders again when it
 * changes, while `isRunning`. The clock is read as an external store, because a component that reads it during
 * rendering is not pure.
 */
export function useNow(everyMilliseconds: number, isRunning = true): number {
  const subscribe = useCallback(
    (onChange: () => void) => {
      if (!isRunning) return () => undefined
      const timer = window.setInterval(onChange, everyMilliseconds)
      return () => window.clearInterval(timer)
    },
    [everyMilliseconds, isRunning],
  )
  // Rounded, because React expects the same value from two calls in a row.
  return useSyncExternalStore(subscribe, () => Math.floor(Date.now() / everyMilliseconds) * everyMilliseconds)
}
