import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { Trouble } from '../components/trouble.tsx'
import { whenSeconds } from '../lanes/explanation-words.ts'
import { configWords, laneTitle } from '../lanes/lane-words.ts'
import { useAnalysers } from '../lanes/use-lanes.ts'
import { noSelection, onlyRow } from '../rows/row-selection.ts'
import { type Column, RowTable } from '../rows/row-table.tsx'
import { AnalysesBar } from './analyses-bar.tsx'
import styles from './analyses-page.module.css'
import { useAnalysesSearch } from './analyses-search.ts'
import { AnalysisInspector } from './analysis-inspector.tsx'
import { countAnalyses } from './count-words.ts'
import { NoAnalyses } from './no-analyses.tsx'

const keyOf = ({ config_hash }: { config_hash: string }) => config_hash
const nothing = () => undefined

/** The analyses by what they were run with; one opens as its analyses. */
export function Configurations() {
  const { change } = useAnalysesSearch()
  const analysers = useAnalysers()
  const { data, error, refetch } = useQuery(api.analyses.groups.queryOptions())
  const [selection, setSelection] = useState(() => noSelection<string>())
  const rows = {
    total: data?.length,
    at: (index: number) => data?.[index],
    loaded: data ?? [],
    error,
    retry: () => void refetch(),
  }
  type Group = NonNullable<typeof data>[number]
  const columns: readonly Column<Group>[] = [
    { name: 'Analyser', cell: (group) => laneTitle(group, analysers) },
    { name: 'Configuration', cell: (group) => configWords(group, analysers) },
    { name: 'Analyses', kind: 'number', cell: (group) => formatCount(group.count) },
    { name: 'Newest', kind: 'minor-number', cell: (group) => whenSeconds(group.newest_at) },
  ]
  return (
    <>
      <AnalysesBar words={data ? formatCount(data.length, 'configuration') : ''} />
      {!data && error ? (
        <Trouble title="The configurations could not be read" message={errorWords(error)} onRetry={rows.retry} />
      ) : data?.length === 0 ? (
        <NoAnalyses isFiltered={false} />
      ) : (
        <RowTable
          label="Configurations"
          columns={columns}
          className={styles.configurations}
          rows={rows}
          keyOf={keyOf}
          spoken={(group) =>
            `${laneTitle(group, analysers)}, ${configWords(group, analysers)}, ${countAnalyses(group.count)}`
          }
          selection={selection}
          select={(index) => {
            const group = data?.[index]
            if (group) setSelection(onlyRow(group.config_hash, index))
          }}
          selectAll={nothing}
          clear={() => setSelection(noSelection())}
          onOpen={({ config_hash }) => change({ by: undefined, config: config_hash })}
          onKey={() => false}
          onRange={nothing}
        />
      )}
      <AnalysisInspector ids={[]} rows={[]} onEvicted={nothing} />
    </>
  )
}
