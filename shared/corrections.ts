import type { Range } from './contract/analyses.ts'
import type { Configuration } from './contract/configurations.ts'

/** A change of one range: `was` alone removes it, `is` alone adds one, both replace it. */
export interface RangeEdit {
  was?: Range | undefined
  is?: Range | undefined
}

/** Returns the configuration of a person's correction of the analyses with `configHash`. */
export function correctionOf(configHash: string): { corrects: string } {
  return { corrects: configHash }
}

/** Returns the hash of the configuration that a correction corrects; null if the configuration is no correction. */
export function correctedHash(config: Configuration['config']): string | null {
  if (typeof config !== 'object' || config === null || Array.isArray(config)) return null
  const { corrects } = config
  return typeof corrects === 'string' && Object.keys(config).length === 1 ? corrects : null
}

/** Orders ranges by time. */
export function inOrder(one: Range, other: Range): number {
  return one.start - other.start || one.end - other.end
}

/** Applies edits to ranges and returns them in order of time; null if a range to change is not among them. */
export function editRanges(ranges: readonly Range[], edits: readonly RangeEdit[]): Range[] | null {
  const edited = [...ranges]
  for (const { was, is } of edits) {
    if (was) {
      const index = edited.findIndex((range) => isSameRange(range, was))
      if (index === -1) return null
      edited.splice(index, 1)
    }
    if (is) edited.push(is)
  }
  return edited.sort(inOrder)
}

/** Returns whether two ranges have the same times and label. */
export function isSameRange(one: Range, other: Range): boolean {
  return one.start === other.start && one.end === other.end && (one.label ?? '') === (other.label ?? '')
}

export type RangeEdge = 'start' | 'end'

/** Largest distance of ranges that touch; analysers round times to milliseconds. */
const touchSeconds = 0.0015

/**
 * Returns the edits that move an edge of a range to `seconds`. A range that touches it there is moved along, so that a
 * cut between two shots stays one cut. Null if a range would become shorter than `leastSeconds`.
 */
export function moveEdge(
  ranges: readonly Range[],
  range: Range,
  edge: RangeEdge,
  seconds: number,
  leastSeconds: number,
): RangeEdit[] | null {
  const other: RangeEdge = edge === 'start' ? 'end' : 'start'
  const touching = ranges.find((one) => one !== range && Math.abs(one[other] - range[edge]) < touchSeconds)
  const moved = [
    { was: range, is: { ...byHand(range), [edge]: seconds } },
    ...(touching ? [{ was: touching, is: { ...byHand(touching), [other]: seconds } }] : []),
  ]
  // Sums of binary fractions can be slightly less than a frame.
  return moved.every(({ is }) => is.end - is.start >= leastSeconds - 1e-6) ? moved : null
}

/**
 * Returns the edits that add a range at a time: they split the range there; between ranges, they add one second, as
 * far as the next range and the take allow.
 */
export function addAt(ranges: readonly Range[], seconds: number, durationSeconds: number): RangeEdit[] {
  const inside = ranges.find(({ start, end }) => seconds > start && seconds < end)
  if (inside) {
    const half = byHand(inside)
    return [{ was: inside, is: { ...half, end: seconds } }, { is: { ...half, start: seconds } }]
  }
  const next = ranges.find(({ start }) => start >= seconds)
  const end = Math.min(seconds + 1, next && next.start > seconds ? next.start : durationSeconds, durationSeconds)
  const label = ranges.findLast(({ start }) => start <= seconds)?.label ?? next?.label
  return end > seconds ? [{ is: { start: seconds, end, ...(label === undefined ? {} : { label }) } }] : []
}

/** Returns a range as a person states it: without the confidence of an analyser. */
export function byHand(range: Range): Range {
  const { confidence: _, ...rest } = range
  return rest
}
