import { UnstyledButton } from '@mantine/core'
import { ChevronRight } from 'lucide-react'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { toggleGroup } from '../state/collapsed-groups.ts'
import { groupLabel } from './group-labels.ts'
import type { TakeGroup } from './group-layout.ts'
import styles from './group-title.module.css'
import { useTakeActions } from './take-actions.ts'
import { texts } from './texts.ts'

/** Title and count of a group, which collapse and open it, and a button that selects its takes. */
export function GroupTitle({ group }: { group: TakeGroup }) {
  const { grouping, selectGroup } = useTakeActions()
  const label = grouping.sort ? groupLabel(grouping.sort, group.value) : ''
  const count = group.end - group.first
  return (
    <span className={styles.title}>
      <h2>
        <UnstyledButton
          tabIndex={-1}
          aria-expanded={!group.isCollapsed}
          onClick={(event) => {
            event.stopPropagation()
            toggleGroup(group.key)
          }}
        >
          <Icon of={ChevronRight} size={14} />
          <b title={label}>{label}</b> <small>{formatCount(count)}</small>
        </UnstyledButton>
      </h2>
      <UnstyledButton
        tabIndex={-1}
        className={styles.select}
        aria-label={texts.selectOf(formatCount(count, 'take'), label)}
        onClick={(event) => {
          event.stopPropagation()
          selectGroup(group)
        }}
      >
        {texts.select}
      </UnstyledButton>
    </span>
  )
}
