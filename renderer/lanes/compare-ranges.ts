import type { Range } from '../../shared/contract/analyses.ts'

/** Which ranges two lists share. `only` are those that the other has not; all in order of time. */
export interface Comparison {
  both: Range[]
  onlyFirst: Range[]
  onlySecond: Range[]
}

/**
 * Compares two lists of ranges, each in order of time: a range is in both where its label is the same and its ends are no
 * further apart than `toleranceSeconds`. Each range stands for one of the other list.
 */
export function compareRanges(first: readonly Range[], second: readonly Range[], toleranceSeconds: number): Comparison {
  // The addition takes back what binary fractions lose.
  const tolerance = toleranceSeconds + 1e-6
  const taken = new Set<number>()
  const both: Range[] = []
  const onlyFirst: Range[] = []
  let from = 0
  for (const range of first) {
    while (from < second.length && (second[from]?.start ?? 0) < range.start - tolerance) from += 1
    const match = findMatch(range, second, from, taken, tolerance)
    if (match === undefined) onlyFirst.push(range)
    else {
      taken.add(match)
      both.push(range)
    }
  }
  return { both, onlyFirst, onlySecond: second.filter((_, index) => !taken.has(index)) }
}

function findMatch(
  range: Range,
  others: readonly Range[],
  from: number,
  taken: ReadonlySet<number>,
  tolerance: number,
): number | undefined {
  for (let index = from; index < others.length; index += 1) {
    const other = others[index]
    if (!other || other.start > range.start + tolerance) return undefined
    const isSame = other.label === range.label && Math.abs(other.end - range.end) <= tolerance
    if (isSame && !taken.has(index)) return index
  }
  return undefined
}
