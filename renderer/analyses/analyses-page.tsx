import type { ListedAnalysis } from '../../shared/contract/analyses.ts'
import { api, client } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { Trouble } from '../components/trouble.tsx'
import { evictAnalyses, rerunAnalyses, verifyAnalyses } from '../lanes/analysis-actions.ts'
import { useOpenTake } from '../library/filter.ts'
import { RowTable } from '../rows/row-table.tsx'
import { useRowView } from '../rows/use-row-view.ts'
import { AnalysesBar } from './analyses-bar.tsx'
import styles from './analyses-page.module.css'
import { useAnalysesSearch } from './analyses-search.ts'
import { spokenAnalysis, useAnalysisColumns } from './analysis-columns.tsx'
import { AnalysisInspector } from './analysis-inspector.tsx'
import { Configurations } from './configurations.tsx'
import { NoAnalyses } from './no-analyses.tsx'

const keyOf = ({ id }: ListedAnalysis) => id

/** All cached analyses: what each is of, whether it still holds, and what can be done about it. */
export function AnalysesPage() {
  const { search } = useAnalysesSearch()
  return (
    <section className={styles.page} aria-label="Analyses">
      {search.by === 'configuration' ? <Configurations /> : <Analyses />}
    </section>
  )
}

function Analyses() {
  const { filter } = useAnalysesSearch()
  const { rows, ids, chosen, clear, words, table } = useRowView({
    query: (offset, limit) => api.analyses.list.queryOptions({ input: { ...filter, offset, limit } }),
    keyOf,
    readKeys: () => client.analyses.ids(filter),
    filter,
  })
  const columns = useAnalysisColumns()
  const open = useOpenTake()
  return (
    <>
      <AnalysesBar words={words} />
      {rows.total === undefined && rows.error ? (
        <Trouble title="The analyses could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <NoAnalyses isFiltered={Object.keys(filter).length > 0} />
      ) : (
        <RowTable
          key={JSON.stringify(filter)}
          label="Analyses"
          columns={columns}
          className={styles.table}
          {...table}
          spoken={spokenAnalysis}
          onOpen={({ video_id }) => video_id && open(video_id)}
          onKey={(key) => handleKey(key, ids, clear)}
        />
      )}
      <AnalysisInspector ids={ids} rows={chosen} onEvicted={clear} />
    </>
  )
}

/** The keys of this table beside those of every table. */
export const analysesKeys = [
  { key: 'Del', words: 'Remove from the cache' },
  { key: 'V', words: 'Verify' },
  { key: 'R', words: 'Run again' },
] as const

function handleKey(key: string, ids: readonly number[], clear: () => void): boolean {
  const act = { Delete: evictAnalyses, v: verifyAnalyses, r: rerunAnalyses }[key]
  if (!act || ids.length === 0) return false
  void act(ids)
  if (key === 'Delete') clear()
  return true
}
