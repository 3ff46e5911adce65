import { Combine } from 'lucide-react'
import type { ListedProcessing } from '../../shared/contract/processing.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { keyTable, runKeys } from '../components/keys.ts'
import { LibraryLink } from '../components/library-link.tsx'
import { actionName, spokenProcessing } from '../components/processing/processing-labels.ts'
import { Listing } from '../components/table/listing.tsx'
import { readAll } from '../components/table/read-all.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowView } from '../components/table/use-row-view.ts'
import { useOpenTake } from '../components/takes/open-take.ts'
import { ChoiceFilter, TextFilter, Toolbar } from '../components/toolbar.tsx'
import { evictProcessing, verifyProcessing } from './processing-actions.ts'
import { processingColumns } from './processing-columns.tsx'
import { ProcessingInspector } from './processing-inspector.tsx'
import { useProcessingSearch } from './processing-search.ts'
import { texts } from './texts.ts'

const keyOf = ({ job_id }: ListedProcessing) => job_id
const actions = ['extract_segment', 'stitch', 'convert', 'extract_audio', 'proxy']
const keysPerCall = 1000

/** The view of all cached processing with the state of its inputs and outputs. */
export function ProcessingPage() {
  const { search, filter, sorting, change } = useProcessingSearch()
  const listed = { ...filter, sort: sorting.sort, order: sorting.order }
  const { rows, ids, chosen, clear, words, table } = useRowView({
    query: (offset, limit) => api.processing.list.queryOptions({ input: { ...listed, offset, limit } }),
    keyOf,
    readKeys: () =>
      readAll(async (page) => (await client.processing.list({ ...listed, ...page })).items.map(keyOf), keysPerCall),
    filter: listed,
  })
  const open = useOpenTake()
  return (
    <section aria-label={texts.processing}>
      <Toolbar title={texts.processing} words={words}>
        <TextFilter
          label={texts.searchByPath}
          value={search.path ?? ''}
          onChange={(path) => change({ path: path || undefined })}
        />
        <ChoiceFilter
          label={texts.action}
          value={search.action ?? ''}
          choices={[['', texts.allTypes], ...actions.map((action) => [action, actionName(action)] as const)]}
          onChange={(action) => change({ action: action || undefined })}
        />
      </Toolbar>
      <Listing
        rows={rows}
        failure={texts.couldntLoadProcessing}
        empty={
          <NoProcessing
            onShowAll={Object.keys(filter).length > 0 ? () => change({ path: undefined, action: undefined }) : null}
          />
        }
      >
        <RowTable
          key={JSON.stringify(listed)}
          label={texts.processing}
          columns={processingColumns}
          rowHeight={44}
          {...table}
          sorting={sorting}
          spoken={spokenProcessing}
          onOpen={({ output }) => output.video_id && open(output.video_id)}
          onKey={(press) => runKeys(press, processingKeys, { ids, clear })}
        />
      </Listing>
      <ProcessingInspector ids={ids} rows={chosen} onEvicted={clear} />
    </section>
  )
}

interface SelectedProcessing {
  ids: readonly string[]
  clear: () => void
}

/** Keys of this table besides those of every table. */
export const processingKeys = keyTable<SelectedProcessing>('Processing', [
  { keys: 'Delete', label: texts.removeFromTheCache, run: evict },
  { keys: 'V', label: texts.verify, run: ({ ids }) => ids.length > 0 && verifyProcessing(ids) },
])

function evict({ ids, clear }: SelectedProcessing): unknown {
  if (ids.length === 0) return false
  clear()
  return evictProcessing(ids)
}

function NoProcessing({ onShowAll }: { onShowAll: (() => void) | null }) {
  return (
    <EmptyState
      icon={Combine}
      title={onShowAll ? texts.noMatchingProcessing : texts.noProcessingYet}
      actions={onShowAll ? <Button onClick={onShowAll}>{texts.showAll}</Button> : <LibraryLink />}
    >
      {onShowAll ? texts.changeFilters : texts.howToProcess}
    </EmptyState>
  )
}
