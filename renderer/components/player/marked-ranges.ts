import { hasInOut, inOutRange, noInOut } from '../../../shared/in-out-points.ts'
import type { Deck, DeckState } from './deck.ts'

/** A range to extract, in seconds. */
export interface MarkedRange {
  start: number
  end: number
}

/** Adds a range in order of time, unless it is there. */
export function withRange(ranges: readonly MarkedRange[], added: MarkedRange): readonly MarkedRange[] {
  if (ranges.some(({ start, end }) => start === added.start && end === added.end)) return ranges
  return [...ranges, added].toSorted((a, b) => a.start - b.start || a.end - b.end)
}

/** Returns the last keyframe at or before a time; the time itself if none is known. `keyframes` are in order. */
export function keyframeBefore(keyframes: readonly number[], seconds: number): number {
  // Times of frames are rounded, so a keyframe a hair later is that of the frame itself.
  return keyframes.findLast((time) => time <= seconds + 0.001) ?? seconds
}

/** Keeps the range between in and out for extraction, and clears both points. */
export function markRange(deck: Deck): void {
  const { inOut, ranges, durationSeconds } = deck.store.getState()
  if (!hasInOut(inOut)) return
  deck.store.setState({ ranges: withRange(ranges, inOutRange(inOut, durationSeconds)), inOut: noInOut })
}

/** Returns the ranges to extract: the marked ones, and the one between in and out. */
export function rangesToExtract({
  inOut,
  ranges,
  durationSeconds,
}: Pick<DeckState, 'inOut' | 'ranges' | 'durationSeconds'>): readonly MarkedRange[] {
  return hasInOut(inOut) ? withRange(ranges, inOutRange(inOut, durationSeconds)) : ranges
}

/** Removes a range; if it is the one between in and out, clears these. */
export function unmarkRange(deck: Deck, range: MarkedRange): void {
  deck.store.setState(({ ranges, inOut, durationSeconds }) => {
    const { start, end } = inOutRange(inOut, durationSeconds)
    const isInOut = hasInOut(inOut) && start === range.start && end === range.end
    return {
      ranges: ranges.filter((one) => one.start !== range.start || one.end !== range.end),
      inOut: isInOut ? noInOut : inOut,
    }
  })
}
