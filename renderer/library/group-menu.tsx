import { Menu } from '@mantine/core'
import { Group } from 'lucide-react'
import { type VideoGroupSort, videoGroupSorts } from '../../shared/contract/video-query.ts'
import { Button } from '../components/button.tsx'
import { sorts } from '../components/filters/filter-labels.ts'
import { MenuChoices } from '../components/menu.tsx'
import { useFilter } from '../components/takes/library-search.ts'
import { setView } from '../state/view.ts'
import { useChangeOrder } from './filter.ts'
import { groupNames } from './group-labels.ts'
import { useGroupSort } from './use-groups.ts'

/** A menu for the groups of the list. A list is grouped by what it is sorted by, so a choice sorts it too. */
export function GroupMenu() {
  const grouped = useGroupSort(useFilter())
  const changeOrder = useChangeOrder()
  const choose = (chosen: VideoGroupSort | 'none') => {
    setView({ groupsTakes: chosen !== 'none' })
    if (chosen !== 'none' && chosen !== grouped) changeOrder({ sort: chosen, order: sorts[chosen].first })
  }
  const face = grouped ? `By ${groupNames[grouped].toLowerCase()}` : 'Group'
  return (
    <Menu position="bottom-end" width={208}>
      <Menu.Target>
        <Button variant="quiet" icon={Group} aria-label={grouped ? `Group: ${face}` : face}>
          {face}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <MenuChoices<VideoGroupSort | 'none'>
          value={grouped ?? 'none'}
          choices={[
            { value: 'none', label: 'No groups' },
            ...videoGroupSorts.map((value) => ({ value, label: groupNames[value] })),
          ]}
          onChange={choose}
        />
      </Menu.Dropdown>
    </Menu>
  )
}
