import { indexOfRank, type Section } from './rank-windows.ts'

/** The ranks under one heading. Those of a collapsed group are not shown. */
export interface RankGroup extends Section {
  isCollapsed: boolean
}

/** Returns the group of a rank; the groups follow each other, newest first. */
export function groupOfRank<Group extends RankGroup>(groups: readonly Group[], rank: number): Group | undefined {
  return groups[indexOfRank(groups, rank)]
}

/** Returns true if a rank is in a collapsed group. */
export function isHidden(groups: readonly RankGroup[], rank: number): boolean {
  return groupOfRank(groups, rank)?.isCollapsed ?? false
}

/** Returns the rank that has the focus while a collapsed group has it. */
export function rankOfHeading({ end }: RankGroup): number {
  return end - 1
}

/** Returns the rank at which a move from one rank to another ends: a collapsed group is one step. */
export function passHidden(groups: readonly RankGroup[], from: number, to: number): number {
  const group = groupOfRank(groups, to)
  if (!group?.isCollapsed) return to
  if (from < group.first || from >= group.end) return rankOfHeading(group)
  const beyond = to < from ? group.first - 1 : group.end
  return beyond < 0 || beyond >= (groups[0]?.end ?? 0) ? from : passHidden(groups, from, beyond)
}
