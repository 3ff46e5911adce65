import type { Range } from '../../shared/contract/analyses.ts'
import { frameOfTimestamp, seekTarget, timeOfFrame } from '../../shared/frame-rate.ts'
import { type Deck, positionOf } from '../player/deck.ts'
import { usePreferences } from '../player/preferences.ts'
import { seek } from '../player/seeking.ts'
import { setShuttle } from '../player/transport.ts'
import { neighbourOf } from './segments.ts'

/** Goes to the frame with which a range begins. Analysers round times; the nearest frame is the one that is meant. */
export function seekToRange(deck: Deck, { start }: Range): void {
  const { frameRate } = deck
  seek(deck, frameRate ? seekTarget(frameRate, frameOfTimestamp(frameRate, start)) : start)
}

/** Marks a range, and plays it again and again. */
export function loopRange(deck: Deck, range: Range): void {
  const { frameRate } = deck
  const edge = (seconds: number) => (frameRate ? timeOfFrame(frameRate, frameOfTimestamp(frameRate, seconds)) : seconds)
  const start = edge(range.start)
  const shortest = frameRate ? frameRate.denominator / frameRate.numerator : 0.04
  deck.store.setState({ marks: { in: start, out: Math.max(edge(range.end), start + shortest) } })
  usePreferences.setState({ loop: true })
  seekToRange(deck, range)
  setShuttle(deck, 1)
}

/** The range that begins after, or before, the frame on screen. Undefined at the end. */
export function nextRange(deck: Deck, ranges: readonly Range[], direction: 1 | -1): number | undefined {
  const position = positionOf(deck.store.getState())
  const { frameRate } = deck
  // The playhead stands in the middle of a frame; a range that begins with that frame is neither before nor after it.
  if (frameRate && direction === 1) return neighbourOf(ranges, position, 1)
  const reach = frameRate ? (0.75 * frameRate.denominator) / frameRate.numerator : 0.02
  return neighbourOf(ranges, position + direction * reach, direction)
}
