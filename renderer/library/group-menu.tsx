import { Menu } from '@mantine/core'
import { ChevronsDownUp, ChevronsUpDown, Group } from 'lucide-react'
import { type VideoGroupSort, videoGroupSorts } from '../../shared/contract/video-query.ts'
import { Button } from '../components/button.tsx'
import { sorts } from '../components/filters/filter-labels.ts'
import { MenuChoices, MenuItem } from '../components/menu.tsx'
import { useOrder } from '../components/takes/library-search.ts'
import { collapseGroups } from '../state/collapsed-groups.ts'
import { useChangeOrder } from './filter.ts'
import { groupNames } from './group-labels.ts'
import styles from './library-bar.module.css'
import { useTakeActions } from './take-actions.ts'
import { texts } from './texts.ts'
import { useGroupSort } from './use-grouping.ts'

/** A menu for the groups of the takes. A list is grouped by what it is sorted by, so a choice sorts it too. */
export function GroupMenu() {
  const grouped = useGroupSort(useOrder().sort)
  const face = grouped ? texts.by(groupNames[grouped].toLowerCase()) : texts.group
  return (
    <Menu position="bottom-end" width={208}>
      <Menu.Target>
        <Button variant="quiet" icon={Group} aria-label={grouped ? texts.groupedFace(face) : face} title={face}>
          <span className={styles.face}>{face}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices grouped={grouped} />
      </Menu.Dropdown>
    </Menu>
  )
}

function Choices({ grouped }: { grouped: VideoGroupSort | undefined }) {
  const { groups } = useTakeActions().grouping
  const changeOrder = useChangeOrder()
  const choose = (chosen: VideoGroupSort | 'none') => {
    if (chosen === 'none') changeOrder({ groups: undefined })
    else if (chosen !== grouped) changeOrder({ sort: chosen, order: sorts[chosen].first, groups: true })
  }
  const collapseAll = (isCollapsed: boolean) =>
    collapseGroups(
      groups.map(({ key }) => key),
      isCollapsed,
    )
  return (
    <>
      <MenuChoices<VideoGroupSort | 'none'>
        value={grouped ?? 'none'}
        choices={[
          { value: 'none', label: texts.noGroups },
          ...videoGroupSorts.map((value) => ({ value, label: groupNames[value] })),
        ]}
        onChange={choose}
      />
      {groups.length > 0 && (
        <>
          <Menu.Divider />
          <MenuItem icon={ChevronsDownUp} onClick={() => collapseAll(true)}>
            {texts.collapseAll}
          </MenuItem>
          <MenuItem icon={ChevronsUpDown} onClick={() => collapseAll(false)}>
            {texts.openAll}
          </MenuItem>
        </>
      )}
    </>
  )
}
