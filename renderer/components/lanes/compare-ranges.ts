import type { Range } from '../../../shared/contract/analyses.ts'

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

/**
 * Returns the agreement of two lists, 0 to 1: twice the ranges in both by all ranges. This is the F1 score of one list
 * measured against the other, and the Sørensen–Dice coefficient; it is the same in both directions. Null if both lists
 * are empty.
 */
export function agreementOf({ both, onlyFirst, onlySecond }: Comparison): number | null {
  const all = 2 * both.length + onlyFirst.length + onlySecond.length
  return all === 0 ? null : (2 * both.length) / all
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
