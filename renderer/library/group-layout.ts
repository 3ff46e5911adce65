import { bisectLast } from '../../shared/bisect.ts'
import type { VideoGroup, VideoGroupSort } from '../../shared/contract/video-query.ts'
import { groupOfRank, type RankGroup } from '../components/grid/rank-groups.ts'

/** A group of a list, with its ranks. */
export interface TakeGroup extends RankGroup {
  /** Names the group and what the list is grouped by. */
  key: string
  value: VideoGroup['value']
}

/**
 * Returns the ranks of the groups of a list of `total` takes, newest first. While an import changes the list, the
 * groups may be of another moment: takes beyond their counts belong to the last one.
 */
export function placeGroups(
  total: number,
  groups: readonly VideoGroup[],
  sort: VideoGroupSort,
  collapsed: ReadonlySet<string>,
): TakeGroup[] {
  const placed: TakeGroup[] = []
  let end = total
  for (const { value, count } of groups) {
    if (end === 0) break
    const key = JSON.stringify([sort, value])
    const first = Math.max(0, end - count)
    placed.push({ key, value, first, end, isCollapsed: collapsed.has(key) })
    end = first
  }
  const last = placed.at(-1)
  if (last) last.first = 0
  return placed
}

/** A row of a list with headings: the heading of a group, or the take at a rank. */
export type GroupedRow = { is: 'group'; group: TakeGroup } | { is: 'take'; rank: number }

/** The rows of a list with a heading before each group. */
export interface GroupLayout {
  groups: readonly TakeGroup[]
  rowCount: number
  /** Returns the row at an index from the top. */
  at(index: number): GroupedRow
  /** Returns the index of the row of a rank: that of the heading in a collapsed group. */
  indexOf(rank: number): number
  /** Returns the group of the row at an index; undefined without groups. */
  groupAt(index: number): TakeGroup | undefined
}

/** Lays out a list of `total` takes, newest rank first, with a heading before each group. */
export function layOutGroups(total: number, groups: readonly TakeGroup[]): GroupLayout {
  /** Index of the row of each heading. */
  const headings: number[] = []
  let rowCount = 0
  for (const { first, end, isCollapsed } of groups) {
    headings.push(rowCount)
    rowCount += 1 + (isCollapsed ? 0 : end - first)
  }
  const rowOf = new Map(groups.map((group, index) => [group, headings[index] ?? 0]))
  /** Returns the position of the last heading that is not below an index; -1 if there is none. */
  const lastUpTo = (index: number) => bisectLast(headings, (heading) => heading <= index)
  return {
    groups,
    rowCount: groups.length === 0 ? total : rowCount,
    at(index) {
      const position = lastUpTo(index)
      const group = groups[position]
      const below = index - (headings[position] ?? -1)
      return group && below === 0 ? { is: 'group', group } : { is: 'take', rank: (group?.end ?? total) - below }
    },
    indexOf(rank) {
      const group = groupOfRank(groups, rank)
      if (!group) return total - 1 - rank
      return (rowOf.get(group) ?? 0) + (group.isCollapsed ? 0 : group.end - rank)
    },
    groupAt: (index) => groups[lastUpTo(index)],
  }
}
