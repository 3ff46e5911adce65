import { errorWords } from '../components/error-words.ts'
import { Trouble } from '../components/trouble.tsx'
import { useView } from '../state/view.ts'
import { EmptyLibrary } from './empty-library.tsx'
import { type Filter, isNarrowed, useFilter } from './filter.ts'
import { FilterChips } from './filter-chips.tsx'
import { Grid } from './grid.tsx'
import { LibraryBar } from './library-bar.tsx'
import styles from './library-page.module.css'
import { List } from './list.tsx'
import { NoMatch } from './no-match.tsx'
import { recallPlace } from './place.ts'
import { SelectionInspector } from './selection-inspector.tsx'
import { TakeActionsContext } from './take-actions.ts'
import { TakesSkeleton } from './takes-skeleton.tsx'
import { useCreateActions } from './use-create-actions.ts'
import { useForgetSelection } from './use-forget-selection.ts'
import { type RankRange, type Takes, useTakes } from './use-takes.ts'

/** All takes, or those that the address narrows them to. */
export function LibraryPage() {
  const filter = useFilter()
  const [takes, setRange] = useTakes(filter, () => rememberedRange(filter))
  const actions = useCreateActions(takes)
  useForgetSelection(takes.filter)

  return (
    <TakeActionsContext value={actions}>
      <section className={styles.page} aria-label="Library">
        <LibraryBar total={takes.total} />
        <FilterChips filter={filter} />
        <Content takes={takes} onRange={setRange} />
      </section>
      <SelectionInspector takes={takes} />
    </TakeActionsContext>
  )
}

function Content({ takes, onRange }: { takes: Takes; onRange(range: RankRange): void }) {
  const layout = useView((view) => view.layout)
  if (takes.total === undefined && takes.error)
    return <Trouble title="The library does not answer" message={errorWords(takes.error)} onRetry={takes.retry} />
  if (takes.total === undefined) return <TakesSkeleton />
  if (takes.total === 0) return isNarrowed(takes.filter) ? <NoMatch filter={takes.filter} /> : <EmptyLibrary />
  const View = layout === 'grid' ? Grid : List
  return <View key={JSON.stringify(takes.filter)} takes={takes} onRange={onRange} />
}

/** Where the page was left, a few screens wide, so that it is there again at once. */
function rememberedRange(filter: Filter): RankRange | undefined {
  const place = recallPlace(filter)
  return place ? { first: Math.max(0, place.rank - 60), end: place.rank + 10 } : undefined
}
