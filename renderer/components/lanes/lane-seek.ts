import type { Range } from '../../../shared/contract/analyses.ts'
import { frameOfTimestamp, seekTarget, timeOfFrame } from '../../../shared/frame-rate.ts'
import { type Deck, positionOf } from '../player/deck.ts'
import { usePreferences } from '../player/preferences.ts'
import { seek } from '../player/seeking.ts'
import { setShuttle } from '../player/transport.ts'
import { neighbourOf } from './segments.ts'

/** Seeks to the first frame of a range. Analysers round times, so that is the frame with the nearest timestamp. */
export function seekToRange(deck: Deck, { start }: Range): void {
  const { frameRate } = deck
  seek(deck, frameRate ? seekTarget(frameRate, frameOfTimestamp(frameRate, start)) : start)
}

/** Sets in and out to a range and plays it in a loop. */
export function loopRange(deck: Deck, range: Range): void {
  const { frameRate } = deck
  const edge = (seconds: number) => (frameRate ? timeOfFrame(frameRate, frameOfTimestamp(frameRate, seconds)) : seconds)
  const start = edge(range.start)
  const shortest = frameRate ? frameRate.denominator / frameRate.numerator : 0.04
  deck.store.setState({ inOut: { in: start, out: Math.max(edge(range.end), start + shortest) } })
  usePreferences.setState({ loop: true })
  seekToRange(deck, range)
  setShuttle(deck, 1)
}

/**
 * Returns the index of the next range that begins after the frame on screen, or of the last that begins before it;
 * undefined if there is none.
 */
export function nextRange(deck: Deck, ranges: readonly Range[], direction: 1 | -1): number | undefined {
  const position = positionOf(deck.store.getState())
  const { frameRate } = deck
  // The playhead is in the middle of a frame. A range that begins with that very frame is neither the next nor the
  // previous one.
  if (frameRate && direction === 1) return neighbourOf(ranges, position, 1)
  const reach = frameRate ? (0.75 * frameRate.denominator) / frameRate.numerator : 0.02
  return neighbourOf(ranges, position + direction * reach, direction)
}
