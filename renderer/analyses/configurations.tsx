import { useQuery } from '@tanstack/react-query'
import { GitCompareArrows } from 'lucide-react'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { Inspector } from '../components/inspector.tsx'
import { keyTable, runKeys } from '../components/keys.ts'
import { configLabel, countAnalyses, laneTitle } from '../components/lanes/lane-labels.ts'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { Buttons, Hint, Panel } from '../components/panel.tsx'
import { unixTimestamp } from '../components/relative-time.ts'
import { numberColumn, textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowSelection } from '../components/table/use-row-selection.ts'
import { AnalysesBar } from './analyses-bar.tsx'
import { useAnalysesSearch } from './analyses-search.ts'
import { useComparisonSearch } from './comparison-search.ts'
import { NoAnalyses } from './no-analyses.tsx'
import { texts } from './texts.ts'

const keyOf = ({ config_hash }: { config_hash: string }) => config_hash
const nothing = () => undefined
const mostCompared = 8

/** Lists configurations with the number of analyses of each; a row opens its analyses, several are compared. */
export function Configurations() {
  const { change } = useAnalysesSearch()
  const { change: changeComparison } = useComparisonSearch()
  const analysers = useAnalysers()
  const { data, error, refetch } = useQuery(api.analyses.groups.queryOptions())
  const rows = {
    total: data?.length,
    at: (index: number) => data?.[index],
    loaded: data ?? [],
    error,
    retry: () => void refetch(),
    readAll: async () => data ?? [],
  }
  const readKeys = async () => (data ?? (await client.analyses.groups())).map(keyOf)
  const choose = useRowSelection({ rows, keyOf, readKeys, listId: 'configurations' })
  const chosen = [...choose.selection.keys]
  const isComparable = chosen.length > 1 && chosen.length <= mostCompared
  const compare = () => (isComparable ? changeComparison({ compare: chosen }) : false)
  type Group = NonNullable<typeof data>[number]
  const columns: readonly Column<Group>[] = [
    textColumn(texts.analyser, 100, (group) => laneTitle(group, analysers), { grow: 0.7 }),
    textColumn(texts.configuration, 140, (group) => configLabel(group, analysers), { grow: 1.5 }),
    numberColumn(texts.analyses, 76, ({ count }) => count),
    timeColumn(texts.newest, (group) => unixTimestamp(group.newest_at), { yields: 1 }),
    textColumn(texts.hash, 110, ({ config_hash }) => config_hash, { isExtra: true }),
  ]
  return (
    <>
      <AnalysesBar words={data ? formatCount(data.length, 'configuration') : ''} />
      {!data && error ? (
        <ErrorState title={texts.couldntLoadConfigurations} error={error} onRetry={rows.retry} />
      ) : data?.length === 0 ? (
        <NoAnalyses isFiltered={false} />
      ) : (
        <RowTable
          label={texts.configurations}
          columns={columns}
          rows={rows}
          keyOf={keyOf}
          spoken={(group) =>
            `${laneTitle(group, analysers)}, ${configLabel(group, analysers)}, ${countAnalyses(group.count)}`
          }
          {...choose}
          onOpen={({ config_hash }) => change({ by: undefined, config: config_hash })}
          onKey={(press) => runKeys(press, configurationKeys, { compare })}
          onRange={nothing}
        />
      )}
      <Inspector>
        <Panel title={chosen.length > 1 ? formatCount(chosen.length, 'configuration') : texts.configurations}>
          <Buttons>
            <Button icon={GitCompareArrows} disabled={!isComparable} title="C" onClick={() => compare()}>
              {texts.compare}
            </Button>
          </Buttons>
          <Hint>{chosen.length > mostCompared ? texts.chooseAtMostTo(mostCompared) : texts.configurationsHint}</Hint>
        </Panel>
      </Inspector>
    </>
  )
}

/** Keys of the table of configurations besides those of every table. */
export const configurationKeys = keyTable<{ compare: () => unknown }>('Analyses', [
  { keys: 'C', label: texts.compareConfigurations, run: ({ compare }) => compare() },
])
