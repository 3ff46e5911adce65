import { useEffect, useState } from 'react'

/** Draws anew each second, while something on screen counts them. */
export function useSecondsPass(isCounting: boolean): void {
  const [, setTicks] = useState(0)
  useEffect(() => {
    if (!isCounting) return
    const timer = window.setInterval(() => setTicks((ticks) => ticks + 1), 1000)
    return () => window.clearInterval(timer)
  }, [isCounting])
}
