import type { Range } from '../../../shared/contract/analyses.ts'
import type { TimeView } from '../player/time-view.ts'

/** A block of a lane: one range, or several of one label that are too close to paint apart. Pixels from the left. */
export interface Segment {
  x: number
  width: number
  label: string
  /** Stands for ranges that are too short to see, as a flash of one frame is; longer ones are never merged into it. */
  isTick: boolean
  /** Opacity, 0.72…1: the confidence, or, if ranges touch, alternating values that show the cuts between shots. */
  strength: number
}

const weakest = 0.72
/** Gap between neighbours and least width of a block, in pixels. */
const gap = 2
const narrowest = 2

/**
 * Returns the blocks of the shown part of a lane, from left to right. Ranges that would be closer than a few pixels are
 * merged with their like, so that a lane of 100,000 ranges paints as fast as one of ten. `ranges` are in order of time.
 */
export function segmentsOf(ranges: readonly Range[], view: TimeView, widthPixels: number): Segment[] {
  if (view.end <= view.start || widthPixels <= 0) return []
  const perSecond = widthPixels / (view.end - view.start)
  const at = (seconds: number) => (seconds - view.start) * perSecond
  const segments: Segment[] = []
  let before: Range | undefined
  for (const range of ranges) {
    if (range.start > view.end) break
    if (range.end < view.start) {
      before = range
      continue
    }
    const label = range.label ?? ''
    const last = segments.at(-1)
    const isTick = (range.end - range.start) * perSecond < narrowest
    const afterTick = last?.isTick && !isTick && last.label === label ? last.x + last.width + gap : 0
    const x = Math.min(Math.max(at(range.start), afterTick, 0), widthPixels - narrowest)
    const width = Math.max(narrowest, at(Math.min(range.end, view.end)) - x)
    const isCrowded = last?.label === label && last.isTick === isTick && x - last.x < narrowest + gap
    if (isCrowded) last.width = Math.max(last.width, x + width - last.x)
    else segments.push({ x, width, label, isTick, strength: strengthOf(range, before, last) })
    before = range
  }
  return segments.map((segment, index) => withGap(segment, segments[index + 1]))
}

function strengthOf(range: Range, before: Range | undefined, last: Segment | undefined): number {
  if (range.confidence !== undefined) return weakest + (1 - weakest) * range.confidence
  const touches = before !== undefined && before.label === range.label && range.start - before.end < 0.001
  return touches && last?.strength === 1 ? weakest : 1
}

/** Ends a block before the next one begins, so that the cut between them is visible. */
function withGap(segment: Segment, next: Segment | undefined): Segment {
  if (!next || next.x < segment.x + narrowest + gap || next.x > segment.x + segment.width + gap) return segment
  return { ...segment, width: next.x - gap - segment.x }
}

/**
 * Returns the index of the range at a time, the shortest if there are several; else of the nearest range that begins or
 * ends within `reachSeconds`. Undefined if there is none.
 */
export function rangeAt(ranges: readonly Range[], seconds: number, reachSeconds = 0): number | undefined {
  let inside: { index: number; length: number } | undefined
  let near: { index: number; distance: number } | undefined
  for (const [index, { start, end }] of ranges.entries()) {
    if (start > seconds + reachSeconds) break
    // `end` is exclusive: it belongs to the next range.
    if (seconds >= start && seconds < end) {
      if (!inside || end - start < inside.length) inside = { index, length: end - start }
      continue
    }
    const distance = Math.max(start - seconds, seconds - end)
    if (distance < reachSeconds && (!near || distance < near.distance)) near = { index, distance }
  }
  return inside?.index ?? near?.index
}

/**
 * Returns the index of the first range that begins after `seconds`, or of the last that begins before; undefined if
 * there is none.
 */
export function neighbourOf(ranges: readonly Range[], seconds: number, direction: 1 | -1): number | undefined {
  if (direction === 1) {
    const index = ranges.findIndex(({ start }) => start > seconds)
    return index === -1 ? undefined : index
  }
  const index = ranges.findLastIndex(({ start }) => start < seconds)
  return index === -1 ? undefined : index
}
