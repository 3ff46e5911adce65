// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { UnstyledButton } from '@mantine/core'
import type { VideoGroupSort } from '../../shared/contract/video-query.ts'
import { formatCount } from '../../shared/units.ts'
import { groupLabel } from './group-labels.ts'
import type { GroupedRow } from './group-layout.ts'
import styles from './list.module.css'
import { useTakeActions } from './take-actions.ts'

interface GroupRowProps {
  row: GroupedRow & { is: 'group' }
  sort: VideoGroupSort
  /** Offset from the top of the list in pixels; undefined for the heading that stays at the top of the view. */
  top?: number
  /** Counted from 1, including the head. */
  rowIndex?: number
}

/** The heading of a group. A click selects its takes. */
export function GroupRow({ row: { group, first, end }, sort, top, rowIndex }: GroupRowProps) {
  const { select } = useTakeActions()
  const label = groupLabel(sort, group.value)
  return (
    <div
      role="row"
      aria-rowindex={rowIndex}
      aria-hidden={top === undefined}
      className={`${styles.group} ${top === undefined ? styles.pinned : ''}`}
      style={top === undefined ? undefined : { transform: `translateY(${top}px)` }}
    >
      <span role="gridcell">
        <UnstyledButton
          tabIndex={-1}
          title={`Select ${formatCount(group.count, 'take')}`}
          onClick={(event) => {
            event.stopPropagation()
            select(first)
            select(end - 1, 'extend')
          }}
        >
          <b title={label}>{label}</b>
          <small>{formatCount(group.count)}</small>
        </UnstyledButton>
      </span>
    </div>
  )
}
