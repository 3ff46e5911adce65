import { type KeyboardEvent, type MouseEvent, type RefObject, useState } from 'react'
import type { Range } from '../../shared/contract/analyses.ts'
import type { Deck } from '../player/deck.ts'
import { positionOf } from '../player/deck.ts'
import { useDeck, useDeckState } from '../player/deck-context.ts'
import { seek } from '../player/seeking.ts'
import { loopRange, nextRange, seekToRange } from './lane-seek.ts'
import type { Band } from './lane-strip.tsx'
import { rangeAt } from './segments.ts'

export const bandHeight = 14
export const bandGap = 3
/** Pixels beside a range that still mean it. */
const reach = 4

/** A range, and which of the bands it is in. */
interface Placed {
  range: Range
  band: number
  /** Where along the strip it is told of, in seconds. */
  seconds: number
}

/**
 * What pointer and keys do to a strip of `bands`, whose `ranges` are those of all bands in order of time. `shown` is the range
 * to tell about: the one below the pointer, else with the focus the one at the playhead.
 */
export function useStrip(strip: RefObject<HTMLElement | null>, bands: readonly Band[], ranges: readonly Range[]) {
  const deck = useDeck()
  const [pointed, setPointed] = useState<Placed | null>(null)
  const [isFocused, setIsFocused] = useState(false)
  const current = useDeckState((state) => (isFocused ? rangeAt(ranges, positionOf(state)) : undefined))
  const range = current === undefined ? undefined : ranges[current]
  const locate = (event: MouseEvent) => placeOf(event, strip.current, bands, deck.store.getState().durationSeconds)
  return {
    current,
    shown: pointed ?? (range ? { range, band: Math.max(0, bandOf(range, bands)), seconds: range.start } : null),
    handlers: {
      // A press of the mouse leaves the focus where it was, so that Space goes on to mean play.
      onMouseDown: (event: MouseEvent) => event.preventDefault(),
      onFocus: () => setIsFocused(true),
      onBlur: () => setIsFocused(false),
      onKeyDown: (event: KeyboardEvent) => {
        if (handleStripKey(event.key, deck, ranges, range)) event.preventDefault()
      },
      onPointerMove: (event: MouseEvent) => {
        const { range, band = 0, seconds = 0 } = locate(event) ?? {}
        setPointed(range ? { range, band, seconds } : null)
      },
      onPointerLeave: () => setPointed(null),
      onClick: (event: MouseEvent) => {
        const place = locate(event)
        if (place?.range) seekToRange(deck, place.range)
        else if (place) seek(deck, place.seconds)
      },
      onDoubleClick: (event: MouseEvent) => {
        const range = locate(event)?.range
        if (range) loopRange(deck, range)
      },
    },
  }
}

function bandOf(range: Range, bands: readonly Band[]): number {
  return bands.findIndex(({ ranges }) => ranges.includes(range))
}

/** What lies below the pointer. */
function placeOf(event: MouseEvent, strip: HTMLElement | null, bands: readonly Band[], durationSeconds: number) {
  const box = strip?.getBoundingClientRect()
  if (!box || box.width === 0) return null
  const seconds = ((event.clientX - box.left) / box.width) * durationSeconds
  const band = Math.min(bands.length - 1, Math.max(0, Math.floor((event.clientY - box.top) / (bandHeight + bandGap))))
  const ranges = bands[band]?.ranges ?? []
  const index = rangeAt(ranges, seconds, (reach / box.width) * durationSeconds)
  return { seconds, band, range: index === undefined ? undefined : ranges[index] }
}

/** Arrows go from range to range, Enter loops the one that is there. Answers whether the key is one of a strip. */
function handleStripKey(key: string, deck: Deck, ranges: readonly Range[], current: Range | undefined): boolean {
  if (key === 'Enter') {
    if (current) loopRange(deck, current)
    return true
  }
  const target = keyTargets[key]
  if (!target) return false
  const index = target(deck, ranges)
  const range = index === undefined ? undefined : ranges[index]
  if (range) seekToRange(deck, range)
  return true
}

const next = (deck: Deck, ranges: readonly Range[]) => nextRange(deck, ranges, 1)
const previous = (deck: Deck, ranges: readonly Range[]) => nextRange(deck, ranges, -1)

const keyTargets: Record<string, (deck: Deck, ranges: readonly Range[]) => number | undefined> = {
  ArrowRight: next,
  ArrowUp: next,
  ArrowLeft: previous,
  ArrowDown: previous,
  Home: () => 0,
  End: (_deck, ranges) => ranges.length - 1,
}
