import { ErrorState } from '../components/error-state.tsx'
import { windowsOf } from '../components/grid/rank-windows.ts'
import { recallAnchor } from '../components/grid/scroll-anchor.ts'
import { type Filter, useFilter } from '../components/takes/library-search.ts'
import { useView } from '../state/view.ts'
import { EmptyLibrary } from './empty-library.tsx'
import { Grid } from './grid.tsx'
import { LibraryBar } from './library-bar.tsx'
import { List } from './list.tsx'
import { NoMatch } from './no-match.tsx'
import { SelectionInspector } from './selection-inspector.tsx'
import { TakeActionsContext } from './take-actions.ts'
import { TakeChips } from './take-chips.tsx'
import { TakesSkeleton } from './takes-skeleton.tsx'
import { texts } from './texts.ts'
import { useCreateActions } from './use-create-actions.ts'
import { useFirstSelected } from './use-first-selected.ts'
import { useGrouping } from './use-grouping.ts'
import { useSelectionReset } from './use-selection-reset.ts'
import { type TakesViewProps, useTakes } from './use-takes.ts'

/** The library view: all takes, or those that match the filter in the address. */
export function LibraryPage() {
  const filter = useFilter()
  const [takes, setWindows] = useTakes(filter, () => rememberedWindows(filter))
  const grouping = useGrouping(takes, filter)
  const actions = useCreateActions(takes, grouping)
  useSelectionReset(takes.filter)
  useFirstSelected(actions, filter)

  return (
    <TakeActionsContext value={actions}>
      <section aria-label={texts.library}>
        <LibraryBar takes={takes} />
        <TakeChips filter={filter} />
        <Content takes={takes} onWindows={setWindows} />
      </section>
      <SelectionInspector takes={takes} />
    </TakeActionsContext>
  )
}

function Content({ takes, onWindows }: TakesViewProps) {
  const layout = useView((view) => view.layout)
  if (takes.total === undefined && takes.error)
    return <ErrorState title={texts.couldntReachTheLibrary} error={takes.error} onRetry={takes.retry} />
  if (takes.total === undefined) return <TakesSkeleton />
  if (takes.total === 0) return takes.filter.query ? <NoMatch filter={takes.filter} /> : <EmptyLibrary />
  if (layout === 'grid') return <Grid takes={takes} onWindows={onWindows} />
  return <List key={JSON.stringify(takes.filter)} takes={takes} onWindows={onWindows} />
}

/** Returns the windows of a few screens around the remembered scroll position, so that they are loaded first. */
function rememberedWindows(filter: Filter): readonly number[] | undefined {
  const anchor = recallAnchor(JSON.stringify(filter))
  return anchor ? windowsOf(Math.max(0, anchor.rank - 60), anchor.rank + 10) : undefined
}
