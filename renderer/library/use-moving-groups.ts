import { useEffect, useState } from 'react'
import { useCollapsedGroups } from '../state/collapsed-groups.ts'

/** Longer than the transition of rows. */
const milliseconds = 200

/** Returns true for a moment after a group was collapsed or opened, while rows move to their new places. */
export function useMovingGroups(): boolean {
  const collapsed = useCollapsedGroups()
  const [settled, setSettled] = useState(collapsed)
  useEffect(() => {
    const timer = window.setTimeout(() => setSettled(collapsed), milliseconds)
    return () => window.clearTimeout(timer)
  }, [collapsed])
  return settled !== collapsed
}
