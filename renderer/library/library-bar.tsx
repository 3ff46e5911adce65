import { Slider } from '@mantine/core'
import { Bookmark } from 'lucide-react'
import { memo } from 'react'
import type { Query } from '../../shared/query/query.ts'
import { partsOfQuery } from '../../shared/query/query-subjects.ts'
import { formatCount } from '../../shared/units.ts'
import { useOpenCollection } from '../components/collections/use-collections.ts'
import { IconButton } from '../components/icon-button.tsx'
import { LayoutChoice } from '../components/layout-choice.tsx'
import { saveSearch } from '../components/takes/saved-searches.ts'
import { sourceName } from '../components/takes/take-labels.ts'
import { Toolbar } from '../components/toolbar.tsx'
import { useSelection } from '../state/selection.ts'
import { setView, tileHeights, useView } from '../state/view.ts'
import { FilterMenu } from './filter-menu.tsx'
import { GroupMenu } from './group-menu.tsx'
import styles from './library-bar.module.css'
import { SortMenu } from './sort-menu.tsx'
import { useTakeActions } from './take-actions.ts'
import { texts } from './texts.ts'
import type { Takes } from './use-takes.ts'

/** The toolbar of the library: title and count of the list on screen, sort order, filters and layout. */
export function LibraryBar({ takes: { filter, total } }: { takes: Pick<Takes, 'filter' | 'total'> }) {
  const parts = partsOfQuery(filter.query ?? '')
  const isWords = parts.length > 0 && parts.every((part) => part.is === 'words')
  const source = onlySource(parts)
  const selected = useSelection((selection) => selection.ids.size)
  const collection = useOpenCollection()
  const { grouping } = useTakeActions()
  const words = [
    `${total === undefined ? '' : formatCount(total, 'take')}${isWords ? texts.with(filter.query ?? '') : ''}`,
    selected > 1 && texts.selected(formatCount(selected)),
    grouping.error?.message,
  ]
  return (
    <Toolbar
      title={collection?.name ?? (source ? sourceName(source) : texts.library)}
      words={words.filter(Boolean).join(' · ')}
    >
      {filter.query && (
        <IconButton icon={Bookmark} label={texts.saveThisSearch} onClick={() => void saveSearch(filter.query ?? '')} />
      )}
      <TakesControls />
    </Toolbar>
  )
}

/**
 * The menus and controls. Memoised, because they do not depend on the takes on screen: each letter of a search renders
 * the bar again.
 */
const TakesControls = memo(function TakesControls() {
  const { layout, tileHeight } = useView()
  return (
    <>
      <FilterMenu />
      <SortMenu />
      <GroupMenu />
      {layout === 'grid' && (
        <Slider
          className={styles.size}
          thumbLabel={texts.tileSize}
          label={null}
          size={3}
          thumbSize={12}
          value={tileHeight}
          onChange={(value) => setView({ tileHeight: value })}
          {...tileHeights}
        />
      )}
      <LayoutChoice value={layout} onChange={(value) => setView({ layout: value })} />
    </>
  )
})

/** Returns the source that the whole query asks for; undefined if it asks for something else. */
function onlySource(parts: readonly Query[]): string | undefined {
  const [part, ...others] = parts
  return part?.is === 'text' && part.field === 'source' && others.length === 0 ? part.value : undefined
}
