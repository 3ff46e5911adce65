// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { rankOfHeading } from '../components/grid/rank-groups.ts'
import { useSelection } from '../state/selection.ts'
import type { TakeGroup } from './group-layout.ts'
import { GroupTitle } from './group-title.tsx'
import styles from './list.module.css'
import { tileId } from './tile.tsx'

interface GroupRowProps {
  group: TakeGroup
  /** Offset from the top of the list in pixels; undefined for the heading that stays at the top of the view. */
  top?: number
  /** Counted from 1, including the head. */
  rowIndex?: number
}

/** The heading of a group in the list. */
export function GroupRow({ group, top, rowIndex }: GroupRowProps) {
  const isFocused = useSelection(({ focus }) => group.isCollapsed && focus === rankOfHeading(group))
  const isPinned = top === undefined
  return (
    <div
      id={group.isCollapsed && !isPinned ? tileId(rankOfHeading(group)) : undefined}
      role="row"
      aria-rowindex={rowIndex}
      aria-hidden={isPinned}
      data-focused={(isFocused && !isPinned) || undefined}
      className={`${styles.group} ${isPinned ? styles.pinned : ''}`}
      style={isPinned ? undefined : { transform: `translateY(${top}px)` }}
    >
      <span role="gridcell">
        <GroupTitle group={group} />
      </span>
    </div>
  )
}
