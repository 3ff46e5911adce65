import type { Range } from './contract/analyses.ts'

/** Ranges that two lists share, and those that only one of them has; all in order of time. */
export interface Comparison {
  both: Range[]
  onlyFirst: Range[]
  onlySecond: Range[]
}

/**
 * Compares two lists of ranges, each in order of time. Ranges match if they have the same label and their ends differ
 * by at most `toleranceSeconds`. A range matches at most one range of the other list.
 */
export function compareRanges(first: readonly Range[], second: readonly Range[], toleranceSeconds: number): Comparison {
  // Subtracting binary fractions can give slightly more than the tolerance.
  const tolerance = toleranceSeconds + 1e-6
  const matched = new Set<number>()
  const both: Range[] = []
  const onlyFirst: Range[] = []
  let from = 0
  for (const range of first) {
    while (from < second.length && (second[from]?.start ?? 0) < range.start - tolerance) from += 1
    const match = findMatch(range, second, from, matched, tolerance)
    if (match === undefined) onlyFirst.push(range)
    else {
      matched.add(match)
      both.push(range)
    }
  }
  return { both, onlyFirst, onlySecond: second.filter((_, index) => !matched.has(index)) }
}

function findMatch(
  range: Range,
  others: readonly Range[],
  from: number,
  matched: ReadonlySet<number>,
  tolerance: number,
): number | undefined {
  for (let index = from; index < others.length; index += 1) {
    const other = others[index]
    if (!other || other.start > range.start + tolerance) return undefined
    const isSame = other.label === range.label && Math.abs(other.end - range.end) <= tolerance
    if (isSame && !matched.has(index)) return index
  }
  return undefined
}

/** Counts of what two lists of ranges share, or the sum over several takes. */
export interface SharedCounts {
  both: number
  only_first: number
  only_second: number
  /** Time that both cover, and that either covers, in seconds, label by label. */
  shared_seconds: number
  covered_seconds: number
}

/** The result of comparing two lists of ranges. */
export interface PairFigures extends SharedCounts {
  /**
   * The agreement, 0 to 1: twice the ranges in both by all ranges. This is the F1 score of one list measured against
   * the other, and the Sørensen–Dice coefficient; it is the same in both directions. Null if both lists are empty.
   */
  f1: number | null
  /** Time that both cover by the time that either covers (IoU); null if neither covers any. */
  overlap: number | null
  /** Part of the second list that the first has, and part of the first that the second has; null if it is empty. */
  precision: number | null
  recall: number | null
}

/** Adds the figures that follow from counts. */
export function figuresOf(counts: SharedCounts): PairFigures {
  const { both, only_first, only_second, shared_seconds, covered_seconds } = counts
  const part = (some: number, all: number) => (all === 0 ? null : some / all)
  return {
    ...counts,
    f1: part(2 * both, 2 * both + only_first + only_second),
    overlap: part(shared_seconds, covered_seconds),
    precision: part(both, both + only_second),
    recall: part(both, both + only_first),
  }
}

/** The figures of one take. */
export type TakeFigures = PairFigures & {
  /** Start of the first range that only one of them has, in seconds; null if there is none. */
  first_difference: number | null
}

export interface CompareOptions {
  /** Largest distance of ends that count as the same. */
  toleranceSeconds: number
  /** Compares times only, as analysers have different labels for the same. */
  ignoresLabels?: boolean | undefined
}

/** Compares two lists of ranges, each in order of time. The first is the reference of precision and recall. */
export function compareTake(first: readonly Range[], second: readonly Range[], options: CompareOptions): TakeFigures {
  const { toleranceSeconds, ignoresLabels = false } = options
  const [one, other] = ignoresLabels ? [first.map(withoutLabel), second.map(withoutLabel)] : [first, second]
  const { both, onlyFirst, onlySecond } = compareRanges(one, other, toleranceSeconds)
  const starts = [onlyFirst[0]?.start, onlySecond[0]?.start].filter((start) => start !== undefined)
  const counts = { both: both.length, only_first: onlyFirst.length, only_second: onlySecond.length }
  return {
    ...figuresOf({ ...counts, ...overlapOf(one, other) }),
    first_difference: starts.length === 0 ? null : Math.min(...starts),
  }
}

function withoutLabel({ label: _, ...range }: Range): Range {
  return range
}

/**
 * Lists the pairs of analyses to compare, as indexes. If some are references, the others are compared with each of
 * them only, and the reference comes first; else each is compared with each.
 */
export function pairsOf(isReference: readonly boolean[]): [first: number, second: number][] {
  const indexes = [...isReference.keys()]
  const hasBoth = isReference.includes(true) && isReference.includes(false)
  return indexes.flatMap((first) =>
    indexes
      .filter((second) => (hasBoth ? isReference[first] && !isReference[second] : first < second))
      .map((second): [number, number] => [first, second]),
  )
}

/** Returns the ranges of each list that all other lists have too. */
export function sharedByAll(lists: readonly (readonly Range[])[], options: CompareOptions): ReadonlySet<Range>[] {
  const { toleranceSeconds, ignoresLabels = false } = options
  return lists.map((list, index) => {
    const own = ignoresLabels ? list.map(withoutLabel) : list
    const missing = new Set<Range>()
    for (const [at, other] of lists.entries()) {
      if (at === index) continue
      const compared = ignoresLabels ? other.map(withoutLabel) : other
      for (const range of compareRanges(own, compared, toleranceSeconds).onlyFirst) missing.add(range)
    }
    return new Set(list.filter((_, position) => !missing.has(own[position] as Range)))
  })
}

/** Returns the time that both lists cover and that either covers, label by label. */
function overlapOf(first: readonly Range[], second: readonly Range[]) {
  const labels = new Set([...first, ...second].map(({ label = '' }) => label))
  let [shared_seconds, covered_seconds] = [0, 0]
  for (const label of labels) {
    const [one = [], other = []] = [first, second].map((list) =>
      spansOf(list.filter((range) => (range.label ?? '') === label)),
    )
    const common = sharedSeconds(one, other)
    shared_seconds += common
    covered_seconds += lengthOf(one) + lengthOf(other) - common
  }
  return { shared_seconds, covered_seconds }
}

type Span = [start: number, end: number]

/** Merges ranges that overlap. */
function spansOf(ranges: readonly Range[]): Span[] {
  const spans: Span[] = []
  for (const { start, end } of ranges) {
    const last = spans.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else spans.push([start, end])
  }
  return spans
}

function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((sum, [start, end]) => sum + end - start, 0)
}

function sharedSeconds(first: readonly Span[], second: readonly Span[]): number {
  let [sum, at] = [0, 0]
  for (const [start, end] of first) {
    while (at < second.length && (second[at]?.[1] ?? 0) <= start) at += 1
    for (let index = at; index < second.length; index += 1) {
      const [otherStart, otherEnd] = second[index] as Span
      if (otherStart >= end) break
      sum += Math.min(end, otherEnd) - Math.max(start, otherStart)
    }
  }
  return sum
}
