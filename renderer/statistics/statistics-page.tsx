import '@mantine/charts/styles.layer.css'
import { useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'
import type { Statistics } from '../../shared/contract/statistics.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorLine, ErrorState } from '../components/error-state.tsx'
import { Inspector } from '../components/inspector.tsx'
import { LibraryFacts } from '../components/library-facts.tsx'
import { Toolbar } from '../components/toolbar.tsx'
import { BarsCard, CircleCard, TimeCard } from './cards.tsx'
import { Figures } from './figures.tsx'
import { dayParts, executionParts, modelParts, monthParts, monthsShown, storageParts } from './statistics-labels.ts'
import styles from './statistics-page.module.css'

/** The view of what the library holds and what it took: each number opens the list that it counts. */
export function StatisticsPage() {
  const { data, error, refetch } = useQuery(api.statistics.get.queryOptions())
  return (
    <section aria-label="Statistics">
      <Toolbar title="Statistics" />
      <div className={styles.scroller}>
        {!data && error && (
          <ErrorState title="Couldn’t load the statistics" error={error} onRetry={() => void refetch()} />
        )}
        {!data && !error && <Placeholder />}
        {data && isEmpty(data) && (
          <EmptyState
            icon={ChartColumn}
            title="No statistics yet"
            actions={
              <ButtonLink to="/" search={{}}>
                Go to the library
              </ButtonLink>
            }
          >
            Import takes or log runs to see what they take: storage, time, and what the cache saved.
          </EmptyState>
        )}
        {data && !isEmpty(data) && (
          <>
            <ErrorLine error={error} onRetry={() => void refetch()} />
            <Charts statistics={data} />
          </>
        )}
      </div>
      <Inspector>
        <LibraryFacts />
      </Inspector>
    </section>
  )
}

function isEmpty({ by_source, executions_by_status }: Statistics): boolean {
  return by_source.length === 0 && executions_by_status.length === 0
}

function Charts({ statistics }: { statistics: Statistics }) {
  return (
    <>
      <Figures statistics={statistics} />
      <div className={styles.cards}>
        <TimeCard
          title="Takes per day"
          heads={['Day', 'Takes']}
          parts={dayParts(statistics)}
          shown={90}
          empty="No takes were added in the last 90 days."
          format={(value) => formatCount(value)}
          isWhole
        />
        <TimeCard
          title="Storage by month"
          heads={['Month', 'Takes', 'Size']}
          parts={monthParts(statistics)}
          shown={monthsShown}
          empty="No takes yet."
          format={(value) => formatBytes(value)}
        />
        <CircleCard
          title="Storage by source"
          heads={['Source', 'Takes', 'Size']}
          parts={storageParts(statistics, 'by_source')}
          empty="No takes yet."
          format={formatBytes}
        />
        <CircleCard
          title="Runs"
          heads={['State', 'Runs']}
          parts={executionParts(statistics)}
          empty="No runs yet."
          format={(value) => formatCount(value, 'run')}
        />
        <BarsCard
          title="Storage, time and cost by model"
          heads={['Model', 'Takes', 'Size', 'Time', 'Cost']}
          parts={modelParts(statistics)}
          empty="No takes yet."
        />
        <BarsCard
          title="Storage by codec"
          heads={['Codec', 'Takes', 'Size']}
          parts={storageParts(statistics, 'by_codec')}
          empty="No takes yet."
        />
      </div>
    </>
  )
}

function Placeholder() {
  return (
    <div className={styles.placeholder} role="status" aria-label="Loading the statistics">
      <i />
      <i />
      <i />
    </div>
  )
}
