import type { Lane, Range } from './contract/analyses.ts'
import { inOrder } from './corrections.ts'

/**
 * Returns the ranges of a lane in order of time, made valid: ranges of other programs may begin before the video or end
 * before they begin.
 */
export function rangesOf({ ranges }: Pick<Lane, 'ranges'>): readonly Range[] {
  return (ranges ?? []).map(shown).toSorted(inOrder)
}

function shown(range: Range): Range {
  const start = Math.max(0, range.start)
  const { confidence } = range
  return {
    ...range,
    start,
    end: Math.max(start, range.end),
    ...(confidence === undefined ? {} : { confidence: Math.min(1, Math.max(0, confidence)) }),
  }
}

/** Counts the ranges of each label, most frequent first. */
export function labelsOf(ranges: readonly Range[]): [label: string, count: number][] {
  const counts = new Map<string, number>()
  for (const { label = '' } of ranges) counts.set(label, (counts.get(label) ?? 0) + 1)
  return [...counts].sort(([, a], [, b]) => b - a)
}
