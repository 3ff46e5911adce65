import { useEffect, useEffectEvent } from 'react'

/** Reports the rows on screen, from `first` to before `end`, to `onRange`, which loads them. */
export function useReportRows(
  first: number | undefined,
  last: number | undefined,
  onRange: (first: number, end: number) => void,
): void {
  const report = useEffectEvent(onRange)
  useEffect(() => {
    if (first !== undefined && last !== undefined) report(first, last + 1)
  }, [first, last])
}
