import { Menu } from '@mantine/core'
import { ArrowDownUp, ArrowUpDown } from 'lucide-react'
import { videoSorts } from '../../shared/contract/video-query.ts'
import { Icon } from '../components/icon.tsx'
import { useChangeFilter, useFilter } from './filter.ts'
import { sorts } from './filter-words.ts'
import styles from './library-bar.module.css'

/** In what order the takes are shown. */
export function SortMenu() {
  const { sort = 'added', order = 'desc' } = useFilter()
  const change = useChangeFilter()
  return (
    <Menu position="bottom-end" width={208}>
      <Menu.Target>
        <button type="button" className={styles.choose} aria-label={`Order: ${sorts[sort][order]}`}>
          {sorts[sort][order]}
          <Icon of={ArrowDownUp} size={13} />
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={sort}
          onChange={(value) => {
            const chosen = videoSorts.find((one) => one === value) ?? 'added'
            change({ sort: chosen, order: sorts[chosen].first })
          }}
        >
          {videoSorts.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {sorts[one].name}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
        <Menu.Divider />
        <Menu.Item
          leftSection={<Icon of={ArrowUpDown} />}
          onClick={() => change({ sort, order: order === 'asc' ? 'desc' : 'asc' })}
        >
          {sorts[sort][order === 'asc' ? 'desc' : 'asc']}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
