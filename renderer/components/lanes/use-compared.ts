import { useMemo, useState } from 'react'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { takeMoment } from '../../state/opened-moment.ts'

/** Returns the lanes that are compared, and functions that change which ones. */
export function useCompared(videoId: string, lanes: readonly Lane[] | undefined) {
  const [hashes] = useState(() => takeMoment(videoId)?.compared ?? [])
  const [ids, setIds] = useState<readonly number[] | null>(null)
  const compared = useMemo(() => {
    // Those that a comparison of many takes opened the take with, until others are chosen.
    const opened = hashes.flatMap((hash) => lanes?.find(({ config_hash }) => config_hash === hash)?.id ?? [])
    return (ids ?? opened).flatMap((id) => lanes?.find((lane) => lane.id === id) ?? [])
  }, [hashes, ids, lanes])
  const chosen = compared.map(({ id }) => id)
  return {
    lanes: compared,
    /** Adds or leaves out a lane. */
    toggle: (id: number) => setIds(chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]),
    /** Compares two lanes, beside those that the first is compared with. */
    add: (first: number, second: number) =>
      setIds(chosen.includes(first) ? [...new Set([...chosen, second])] : [first, second]),
    clear: () => setIds([]),
  }
}
