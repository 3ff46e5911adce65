import { useEffect, useRef } from 'react'
import type { Range } from '../../shared/contract/analyses.ts'
import { isTaken } from '../components/keys.ts'
import { chordOf } from '../player/chord.ts'
import { positionOf } from '../player/deck.ts'
import { useDeck } from '../player/deck-context.ts'
import { loopRange, nextRange, seekToRange } from './lane-seek.ts'
import { rangeAt } from './segments.ts'

/** The keys of the lanes, beside those of the player. They act on the lane that was used last. */
export const laneKeys = [
  { key: 'N', words: 'Next range' },
  { key: 'P', words: 'Previous range' },
  { key: 'R', words: 'Loop this range' },
] as const

/** Moves through `ranges` by key. */
export function useLaneKeys(ranges: readonly Range[]): void {
  const deck = useDeck()
  const latest = useRef(ranges)
  latest.current = ranges
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const chord = chordOf(event)
      if (isTaken(event) || (chord !== 'n' && chord !== 'p' && chord !== 'r')) return
      event.preventDefault()
      const index =
        chord === 'r'
          ? rangeAt(latest.current, positionOf(deck.store.getState()))
          : nextRange(deck, latest.current, chord === 'n' ? 1 : -1)
      const range = index === undefined ? undefined : latest.current[index]
      if (range) (chord === 'r' ? loopRange : seekToRange)(deck, range)
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [deck])
}
