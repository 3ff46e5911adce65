import { useQuery } from '@tanstack/react-query'
import { SearchX } from 'lucide-react'
import { useState } from 'react'
import type { ComparedVideo } from '../../shared/contract/compared-analyses.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { laneNames } from '../components/lanes/lane-labels.ts'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { Listing } from '../components/table/listing.tsx'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowView } from '../components/table/use-row-view.ts'
import { useOpenTake } from '../components/takes/open-take.ts'
import { ComparisonBar } from './comparison-bar.tsx'
import { comparisonColumns, spokenComparison } from './comparison-columns.tsx'
import { ComparisonInspector } from './comparison-inspector.tsx'
import { useComparisonSearch } from './comparison-search.ts'
import { ComparisonSummary } from './comparison-summary.tsx'
import { texts } from './texts.ts'

const keyOf = ({ video }: ComparedVideo) => video.id
/** Milliseconds between two answers while takes are compared. */
const pollMs = 100

/** Compares two or more configurations over many takes, the worst first. */
export function ComparisonPage() {
  const { search, input, change } = useComparisonSearch()
  const [isStopped, setStopped] = useState(false)
  const analysers = useAnalysers()
  const query = (offset: number, limit: number) =>
    api.analyses.compare.queryOptions({
      input: { ...input, offset, limit },
      refetchInterval: ({ state }) => (!isStopped && state.data && state.data.done < state.data.of ? pollMs : false),
    })
  const { rows, chosen, table } = useRowView({
    query,
    keyOf,
    readKeys: () => readKeys(input),
    filter: input,
  })
  // The same query as that of the first rows, for the sums.
  const { data } = useQuery({ ...query(0, 100), placeholderData: (before) => before })
  const isRunning = data !== undefined && data.done < data.of
  const open = useOpenTake()
  const names = laneNames(data?.configurations ?? [], analysers)
  const openAt = ({ video, first_difference, in_bin }: ComparedVideo) =>
    open(video.id, { seconds: in_bin?.first ?? first_difference ?? 0, compared: input.config_hashes })
  return (
    <>
      <ComparisonBar data={data} names={names} isStopped={isStopped} onStop={() => setStopped(!isStopped)} />
      {data && data.of > 0 && <ComparisonSummary data={data} names={names} />}
      <Listing
        // Takes may still be found.
        rows={isRunning && rows.total === 0 ? { ...rows, total: undefined } : rows}
        failure={texts.couldntCompareTheAnalyses}
        empty={
          <NothingCompared missing={data?.missing ?? 0} onAll={search.bin ? () => change({ bin: undefined }) : null} />
        }
      >
        <RowTable
          key={JSON.stringify(input)}
          label={texts.comparedTakes}
          columns={comparisonColumns(data, names)}
          rowHeight={44}
          {...table}
          spoken={spokenComparison}
          onOpen={openAt}
        />
      </Listing>
      <ComparisonInspector rows={chosen} data={data} names={names} onOpen={openAt} />
    </>
  )
}

/** Reads the ids of all compared takes. */
async function readKeys(input: ReturnType<typeof useComparisonSearch>['input']): Promise<string[]> {
  const keys: string[] = []
  for (;;) {
    const { items, total } = await client.analyses.compare({ ...input, wait: true, offset: keys.length, limit: 1000 })
    keys.push(...items.map(keyOf))
    if (items.length === 0 || keys.length >= total) return keys
  }
}

function NothingCompared({ missing, onAll }: { missing: number; onAll: (() => void) | null }) {
  if (onAll)
    return (
      <EmptyState
        icon={SearchX}
        title={texts.noTakesWithSuch}
        actions={<Button onClick={onAll}>{texts.showAll}</Button>}
      >
        {texts.noneInBar}
      </EmptyState>
    )
  return (
    <EmptyState icon={SearchX} title={texts.nothingComparedTitle}>
      {missing === 0 ? texts.notAnalysed : texts.onlySomeAnalysed(formatCount(missing, texts.takeHas, texts.takesHave))}
    </EmptyState>
  )
}
