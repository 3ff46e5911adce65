import type { CSSProperties } from 'react'
import { formatCount } from '../../shared/units.ts'
import type { GridLayout } from '../components/grid/grid-layout.ts'
import { groupOfRank, rankOfHeading } from '../components/grid/rank-groups.ts'
import { indexOfRank } from '../components/grid/rank-windows.ts'
import { tallest } from '../components/grid/tall-list.ts'
import { edge, type ShownRow } from '../components/grid/use-grid-rows.ts'
import { useSelection } from '../state/selection.ts'
import styles from './group-headings.module.css'
import { groupLabel } from './group-labels.ts'
import type { TakeGroup } from './group-layout.ts'
import { GroupTitle } from './group-title.tsx'
import { useTakeActions } from './take-actions.ts'
import { texts } from './texts.ts'
import { tileId } from './tile.tsx'

interface GroupHeadingsProps {
  layout: GridLayout
  /** The rows on screen. */
  rows: readonly ShownRow[]
  /** See tall lists. */
  shift: number
  /** Height of the element of the grid, in pixels. */
  height: number
}

/**
 * The headings of the groups on screen, over the rows of a grid. Each is in a box as high as its group, in which it
 * stays at the top of the view until the next one pushes it away.
 */
export function GroupHeadings({ layout, rows, shift, height }: GroupHeadingsProps) {
  const { groups } = useTakeActions().grouping
  const [first, last] = [rows[0], rows.at(-1)?.index]
  if (first === undefined || last === undefined) return null
  const topOf = (index: number) => {
    const group = layout.groups[index]
    return group === undefined ? height : Math.max(-tallest, Math.min(height, group.top + edge - shift))
  }
  const from = indexOfRank(groups, first.section.end - 1)
  const end = from + 1 + layout.groups.slice(from + 1, from + 1 + rows.length).filter(({ row }) => row <= last).length
  return groups.slice(from, end).map((group, offset) => {
    const top = topOf(from + offset)
    return (
      <div key={group.key} className={styles.group} style={{ top, height: topOf(from + offset + 1) - top }}>
        <GroupHeading group={group} />
      </div>
    )
  })
}

/** The option at which keys stop in place of the takes of a collapsed group, of which `rank` is one. */
export function CollapsedGroup({ rank, style }: { rank: number; style: CSSProperties }) {
  const { groups, sort } = useTakeActions().grouping
  const group = groupOfRank(groups, rank)
  if (!group?.isCollapsed || !sort) return null
  const label = texts.collapsed(groupLabel(sort, group.value), formatCount(group.end - group.first, 'take'))
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names this option as the active one
    <div
      id={tileId(rankOfHeading(group))}
      role="option"
      aria-selected={false}
      aria-label={label}
      className={styles.option}
      style={style}
    />
  )
}

function GroupHeading({ group }: { group: TakeGroup }) {
  const isFocused = useSelection(({ focus }) => group.isCollapsed && focus === rankOfHeading(group))
  return (
    <div className={styles.heading} data-focused={isFocused || undefined}>
      <GroupTitle group={group} />
    </div>
  )
}
