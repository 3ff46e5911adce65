import { SegmentedControl, Slider } from '@mantine/core'
import { LayoutGrid, Rows3 } from 'lucide-react'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import { useSelection } from '../state/selection.ts'
import { setView, tileHeights, useView } from '../state/view.ts'
import { useFilter } from './filter.ts'
import { FilterMenu } from './filter-menu.tsx'
import styles from './library-bar.module.css'
import { SortMenu } from './sort-menu.tsx'
import { sourceName } from './source-words.ts'

/** What is on screen, and how it is shown. */
export function LibraryBar({ total }: { total: number | undefined }) {
  const { search, source_type: source } = useFilter()
  const selected = useSelection((selection) => selection.ids.size)
  const { layout, tileHeight } = useView()
  return (
    <header className={styles.bar}>
      <h1>{source ? sourceName(source) : 'Library'}</h1>
      <span role="status">
        {total !== undefined && formatCount(total, 'take')}
        {search && ` with “${search}”`}
        {selected > 1 && ` · ${formatCount(selected)} selected`}
      </span>
      <span className={styles.space} />
      <FilterMenu />
      <SortMenu />
      {layout === 'grid' && (
        <Slider
          className={styles.size}
          thumbLabel="Tile size"
          label={null}
          size={3}
          thumbSize={12}
          value={tileHeight}
          onChange={(value) => setView({ tileHeight: value })}
          {...tileHeights}
        />
      )}
      <SegmentedControl
        className={styles.layout}
        size="xs"
        aria-label="Layout"
        value={layout}
        onChange={(value) => setView({ layout: value === 'list' ? 'list' : 'grid' })}
        data={[
          { value: 'grid', label: <Choice icon={LayoutGrid} name="Grid" /> },
          { value: 'list', label: <Choice icon={Rows3} name="List" /> },
        ]}
      />
    </header>
  )
}

function Choice({ icon, name }: { icon: typeof LayoutGrid; name: string }) {
  return (
    <span className={styles.choice}>
      <Icon of={icon} size={14} />
      {name}
    </span>
  )
}
