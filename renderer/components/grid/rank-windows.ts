import { bisectLast } from '../../../shared/bisect.ts'

/**
 * [Note: windows] The library is loaded in windows of `windowSize` takes, divided by rank from the oldest (see ranks),
 * and shown newest first. An import appends ranks, so loaded windows keep their content; only the newest grows. A
 * section is laid out as one block: a window, or several at the ends of a list or a group, so that a window of one take
 * never fills a row.
 */
export const windowSize = 50

/** The most ranks of a section. */
export const largestSection = 2 * windowSize - 1

/** A block of ranks: `first` is the oldest, `end` the one after the newest. */
export interface Section {
  first: number
  end: number
}

/**
 * Returns the section of a rank among those of the ranks from `first` to before `end`. They are cut between windows, at
 * least a window away from both ends.
 */
export function sectionAt(rank: number, end: number, first = 0): Section {
  const newestCut = Math.floor(end / windowSize - 1) * windowSize
  const oldestCut = Math.ceil(first / windowSize + 1) * windowSize
  if (newestCut < oldestCut) return { first, end }
  if (rank >= newestCut) return { first: newestCut, end }
  if (rank < oldestCut) return { first, end: oldestCut }
  const cut = Math.floor(rank / windowSize) * windowSize
  return { first: cut, end: cut + windowSize }
}

/** Returns the indexes of the windows that hold ranks from `first` to before `end`, oldest first. */
export function windowsOf(first: number, end: number): number[] {
  if (end <= first) return []
  const from = Math.floor(first / windowSize)
  const to = Math.floor((end - 1) / windowSize)
  return Array.from({ length: to - from + 1 }, (_, offset) => from + offset)
}

/** Returns the index of the block that has a rank; the blocks follow each other, newest first. */
export function indexOfRank(blocks: readonly Section[], rank: number): number {
  return Math.max(
    0,
    bisectLast(blocks, ({ end }) => end > rank),
  )
}
