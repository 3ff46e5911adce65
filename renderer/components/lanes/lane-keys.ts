import type { Range } from '../../../shared/contract/analyses.ts'
import { type KeyBinding, keyTable } from '../keys.ts'
import { type Deck, positionOf } from '../player/deck.ts'
import { loopRange, nextRange, seekToRange } from './lane-seek.ts'
import { rangeAt } from './segments.ts'
import { texts } from './texts.ts'

/** A player and the ranges that keys move through, in order of time. */
interface KeyedRanges {
  deck: Deck
  ranges: readonly Range[]
  /** Selects the range that was acted on. */
  pick?: ((range: Range) => void) | undefined
}

type Act = (deck: Deck, range: Range) => void
type Find = (keyed: KeyedRanges) => number | undefined

const next: Find = ({ deck, ranges }) => nextRange(deck, ranges, 1)
const previous: Find = ({ deck, ranges }) => nextRange(deck, ranges, -1)
const current: Find = ({ deck, ranges }) => rangeAt(ranges, positionOf(deck.store.getState()))

/**
 * Returns a key handler that acts on the found range. Without a range it does nothing, but the key still counts as
 * handled.
 */
function actOn(act: Act, find: Find) {
  return (keyed: KeyedRanges) => {
    const index = find(keyed)
    const range = index === undefined ? undefined : keyed.ranges[index]
    if (!range) return
    act(keyed.deck, range)
    keyed.pick?.(range)
  }
}

/** The lanes of a take. */
interface KeyedLanes extends KeyedRanges {
  /** Adds the lane that was used last to the comparison, or leaves it out. */
  toggleCompared: () => void
  /** Shows or hides the histograms of that lane. */
  toggleValues: () => void
}

/** Keys of lanes on the page of a take. They act on the lane that was used last. */
export const laneKeys = keyTable<KeyedLanes>('Ranges of a take', [
  { keys: 'N', label: texts.nextRange, run: actOn(seekToRange, next) },
  { keys: 'P', label: texts.previousRange, run: actOn(seekToRange, previous) },
  { keys: 'R', label: texts.loopThisRange, run: actOn(loopRange, current) },
  { keys: 'C', label: texts.compareThisLane, run: ({ toggleCompared }) => toggleCompared() },
  { keys: 'H', label: texts.histogramsOfThisLane, run: ({ toggleValues }) => toggleValues() },
])

/** Keys of a focused strip. */
export const stripKeys: readonly KeyBinding<KeyedRanges>[] = [
  { keys: 'ArrowRight ArrowUp', label: texts.nextRange, run: actOn(seekToRange, next) },
  { keys: 'ArrowLeft ArrowDown', label: texts.previousRange, run: actOn(seekToRange, previous) },
  { keys: 'Home', label: texts.firstRange, run: actOn(seekToRange, () => 0) },
  { keys: 'End', label: texts.lastRange, run: actOn(seekToRange, ({ ranges }) => ranges.length - 1) },
  { keys: 'Enter', label: texts.loopThisRange, run: actOn(loopRange, current) },
]
