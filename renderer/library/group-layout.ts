import type { VideoGroup } from '../../shared/contract/video-query.ts'

/** A row of a list with headings: the heading of a group, or the take at a rank. */
export type GroupedRow = { is: 'group'; group: VideoGroup; first: number; end: number } | { is: 'take'; rank: number }

/** The rows of a list with a heading before each group. */
export interface GroupLayout {
  rowCount: number
  /** Returns the row at an index from the top. */
  at(index: number): GroupedRow
  /** Returns the index of the row of a rank. */
  indexOf(rank: number): number
  /** Returns the heading above the row at an index, or at it; undefined without groups. */
  headingAt(index: number): (GroupedRow & { is: 'group' }) | undefined
}

/**
 * Lays out a list of `total` takes, newest rank first, with a heading before each group. While an import changes the
 * list, the groups may be of another moment: takes beyond their counts follow the last one.
 */
export function layOutGroups(total: number, groups: readonly VideoGroup[]): GroupLayout {
  /** Takes before each group, counted from the top. */
  const starts: number[] = []
  const shown: VideoGroup[] = []
  let before = 0
  for (const group of groups) {
    if (before >= total) break
    starts.push(before)
    shown.push(group)
    before += Math.min(group.count, total - before)
  }
  /** Returns the last group whose value by `place` is not above a limit; -1 if there is none. */
  const lastUpTo = (limit: number, place: (index: number) => number) => {
    let [low, high] = [0, starts.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (place(middle) <= limit) low = middle + 1
      else high = middle
    }
    return low - 1
  }
  const headingIndex = (index: number) => (starts[index] ?? 0) + index
  const heading = (index: number) => {
    const group = shown[index]
    if (!group) return undefined
    const [start, next] = [starts[index] ?? 0, starts[index + 1] ?? total]
    return { is: 'group' as const, group, first: total - next, end: total - start }
  }
  return {
    rowCount: total + shown.length,
    at(index) {
      const above = lastUpTo(index, headingIndex)
      const found = heading(above)
      return found && headingIndex(above) === index ? found : { is: 'take', rank: total - 1 - (index - above - 1) }
    },
    indexOf(rank) {
      const fromTop = total - 1 - rank
      return fromTop + lastUpTo(fromTop, (index) => starts[index] ?? 0) + 1
    },
    headingAt: (index) => heading(lastUpTo(index, headingIndex)),
  }
}
