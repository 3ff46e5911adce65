import type { ListedAnalysis } from '../../shared/contract/analyses.ts'
import { api, client } from '../client.ts'
import { keyTable, runKeys } from '../components/keys.ts'
import { evictAnalyses, rerunAnalyses, verifyAnalyses } from '../components/lanes/analysis-actions.ts'
import { Listing } from '../components/table/listing.tsx'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowView } from '../components/table/use-row-view.ts'
import { useOpenTake } from '../components/takes/open-take.ts'
import { AnalysesBar } from './analyses-bar.tsx'
import { useAnalysesSearch } from './analyses-search.ts'
import { spokenAnalysis, useAnalysisColumns } from './analysis-columns.tsx'
import { AnalysisInspector } from './analysis-inspector.tsx'
import { ComparisonPage } from './comparison-page.tsx'
import { useComparisonSearch } from './comparison-search.ts'
import { Configurations } from './configurations.tsx'
import { NoAnalyses } from './no-analyses.tsx'
import { texts } from './texts.ts'

const keyOf = ({ id }: ListedAnalysis) => id

/** The view of all cached analyses, as a list or grouped by configuration. */
export function AnalysesPage() {
  const { search } = useAnalysesSearch()
  const { compare = [] } = useComparisonSearch().search
  return (
    <section aria-label={texts.analyses}>
      {compare.length > 1 ? <ComparisonPage /> : search.by === 'configuration' ? <Configurations /> : <Analyses />}
    </section>
  )
}

function Analyses() {
  const { filter, sorting } = useAnalysesSearch()
  const listed = { ...filter, sort: sorting.sort, order: sorting.order }
  const { rows, ids, chosen, clear, words, table } = useRowView({
    query: (offset, limit) => api.analyses.list.queryOptions({ input: { ...listed, offset, limit } }),
    keyOf,
    readKeys: () => client.analyses.ids(listed),
    filter: listed,
  })
  const columns = useAnalysisColumns()
  const open = useOpenTake()
  return (
    <>
      <AnalysesBar words={words} />
      <Listing
        rows={rows}
        failure={texts.couldntLoadAnalyses}
        empty={<NoAnalyses isFiltered={Object.keys(filter).length > 0} />}
      >
        <RowTable
          key={JSON.stringify(listed)}
          label={texts.analyses}
          columns={columns}
          {...table}
          sorting={sorting}
          spoken={spokenAnalysis}
          onOpen={({ video_id }) => video_id && open(video_id)}
          onKey={(press) => runKeys(press, analysesKeys, { ids, clear })}
        />
      </Listing>
      <AnalysisInspector ids={ids} rows={chosen} onEvicted={clear} />
    </>
  )
}

interface SelectedAnalyses {
  ids: readonly number[]
  clear: () => void
}

/** Keys of this table besides those of every table. */
export const analysesKeys = keyTable<SelectedAnalyses>('Analyses', [
  { keys: 'Delete', label: texts.removeFromTheCache, run: evict },
  { keys: 'V', label: texts.verify, run: ({ ids }) => ids.length > 0 && verifyAnalyses(ids) },
  { keys: 'R', label: texts.runAgain, run: ({ ids }) => ids.length > 0 && rerunAnalyses(ids) },
])

function evict({ ids, clear }: SelectedAnalyses): unknown {
  if (ids.length === 0) return false
  clear()
  return evictAnalyses(ids)
}
