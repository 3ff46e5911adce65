import { useEffect, useMemo, useState } from 'react'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { takeMoment } from '../../state/opened-moment.ts'
import { useDeck } from '../player/deck-context.ts'
import { seekToRange } from './lane-seek.ts'

/** Goes to the moment at which the take was opened, as soon as the player can. */
export function useOpenedMoment(videoId: string): void {
  const deck = useDeck()
  useEffect(() => {
    const moment = takeMoment(videoId)
    if (!moment) return undefined
    const go = () => seekToRange(deck, { start: moment.seconds, end: moment.seconds })
    if (deck.store.getState().ready) go()
    let isDone = deck.store.getState().ready
    return deck.store.subscribe(({ ready }) => {
      if (isDone || !ready) return
      isDone = true
      go()
    })
  }, [deck, videoId])
}

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
