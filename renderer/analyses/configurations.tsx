import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { ErrorState } from '../components/error-state.tsx'
import { configLabel, countAnalyses, laneTitle } from '../components/lanes/lane-labels.ts'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { unixTimestamp } from '../components/relative-time.ts'
import { numberColumn, textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { noSelection, onlyRow } from '../components/table/row-selection.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { AnalysesBar } from './analyses-bar.tsx'
import { useAnalysesSearch } from './analyses-search.ts'
import { AnalysisInspector } from './analysis-inspector.tsx'
import { NoAnalyses } from './no-analyses.tsx'

const keyOf = ({ config_hash }: { config_hash: string }) => config_hash
const nothing = () => undefined

/** Lists configurations with the number of analyses of each; a row opens its analyses. */
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
    readAll: async () => data ?? [],
  }
  type Group = NonNullable<typeof data>[number]
  const columns: readonly Column<Group>[] = [
    textColumn('Analyser', 100, (group) => laneTitle(group, analysers), { grow: 0.7 }),
    textColumn('Configuration', 140, (group) => configLabel(group, analysers), { grow: 1.5 }),
    numberColumn('Analyses', 76, ({ count }) => count),
    timeColumn('Newest', (group) => unixTimestamp(group.newest_at), { yields: 1 }),
  ]
  return (
    <>
      <AnalysesBar words={data ? formatCount(data.length, 'configuration') : ''} />
      {!data && error ? (
        <ErrorState title="Couldn’t load configurations" error={error} onRetry={rows.retry} />
      ) : data?.length === 0 ? (
        <NoAnalyses isFiltered={false} />
      ) : (
        <RowTable
          label="Configurations"
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          spoken={(group) =>
            `${laneTitle(group, analysers)}, ${configLabel(group, analysers)}, ${countAnalyses(group.count)}`
          }
          selection={selection}
          select={(index) => {
            const group = data?.[index]
            if (group) setSelection(onlyRow(group.config_hash, index))
          }}
          selectAll={nothing}
          clear={() => setSelection(noSelection())}
          onOpen={({ config_hash }) => change({ by: undefined, config: config_hash })}
          onRange={nothing}
        />
      )}
      <AnalysisInspector ids={[]} rows={[]} onEvicted={nothing} />
    </>
  )
}
