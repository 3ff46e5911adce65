import { Menu } from '@mantine/core'
import { ArrowDownUp, ArrowUpDown } from 'lucide-react'
import { videoSorts } from '../../shared/contract/video-query.ts'
import { reversed } from '../../shared/sort-order.ts'
import { Button } from '../components/button.tsx'
import { useOpenCollection } from '../components/collections/use-collections.ts'
import { sorts } from '../components/filters/filter-labels.ts'
import { Icon } from '../components/icon.tsx'
import { MenuChoices, MenuItem } from '../components/menu.tsx'
import { useOrder } from '../components/takes/library-search.ts'
import { useChangeOrder } from './filter.ts'
import { texts } from './texts.ts'

/** A menu for the order of the takes. */
export function SortMenu() {
  const { sort, order } = useOrder()
  return (
    <Menu position="bottom-end" width={208}>
      <Menu.Target>
        <Button variant="quiet" aria-label={texts.order(sorts[sort][order])}>
          {sorts[sort][order]}
          <Icon of={ArrowDownUp} size={13} />
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Orders />
      </Menu.Dropdown>
    </Menu>
  )
}

function Orders() {
  const { sort, order } = useOrder()
  const change = useChangeOrder()
  const collection = useOpenCollection()
  return (
    <>
      <MenuChoices
        value={sort}
        choices={videoSorts
          .filter((value) => value !== 'collection' || collection)
          .map((value) => ({ value, label: sorts[value].name }))}
        onChange={(chosen) => change({ sort: chosen, order: sorts[chosen].first })}
      />
      <Menu.Divider />
      <MenuItem icon={ArrowUpDown} onClick={() => change({ sort, order: reversed(order) })}>
        {sorts[sort][reversed(order)]}
      </MenuItem>
    </>
  )
}
