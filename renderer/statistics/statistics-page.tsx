import '@mantine/charts/styles.layer.css'
import { useQuery } from '@tanstack/react-query'
import { ChartColumn } from 'lucide-react'
import type { Statistics } from '../../shared/contract/statistics.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorLine, ErrorState } from '../components/error-state.tsx'
import { Inspector } from '../components/inspector.tsx'
import { LibraryFacts } from '../components/library-facts.tsx'
import { LibraryLink } from '../components/library-link.tsx'
import { Toolbar } from '../components/toolbar.tsx'
import { BarsCard, CircleCard, TimeCard } from './cards.tsx'
import { Figures } from './figures.tsx'
import { dayParts, executionParts, modelParts, monthParts, monthsShown, storageParts } from './statistics-labels.ts'
import styles from './statistics-page.module.css'
import { texts } from './texts.ts'

/** The view of what the library holds and what it took: each number opens the list that it counts. */
export function StatisticsPage() {
  const { data, error, refetch } = useQuery(api.statistics.get.queryOptions())
  return (
    <section aria-label={texts.statistics}>
      <Toolbar title={texts.statistics} />
      <div className={styles.scroller}>
        {!data && error && (
          <ErrorState title={texts.couldntLoadTheStatistics} error={error} onRetry={() => void refetch()} />
        )}
        {!data && !error && <Placeholder />}
        {data && isEmpty(data) && (
          <EmptyState icon={ChartColumn} title={texts.noStatisticsYet} actions={<LibraryLink />}>
            {texts.statisticsPageText}
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
          title={texts.takesPerDay}
          heads={[texts.day, texts.takes]}
          parts={dayParts(statistics)}
          shown={90}
          empty={texts.chartsEmpty}
          format={(value) => formatCount(value)}
          isWhole
        />
        <TimeCard
          title={texts.storageByMonth}
          heads={[texts.month, texts.takes, texts.size]}
          parts={monthParts(statistics)}
          shown={monthsShown}
          empty={texts.noTakesYet}
          format={(value) => formatBytes(value)}
        />
        <CircleCard
          title={texts.storageBySource}
          heads={[texts.source, texts.takes, texts.size]}
          parts={storageParts(statistics, 'by_source')}
          empty={texts.noTakesYet}
          format={formatBytes}
        />
        <CircleCard
          title={texts.runs}
          heads={[texts.state, texts.runs]}
          parts={executionParts(statistics)}
          empty={texts.noRunsYet}
          format={(value) => formatCount(value, 'run')}
        />
        <BarsCard
          title={texts.storageTimeAndCost}
          heads={[texts.model, texts.takes, texts.size, texts.time, texts.cost]}
          parts={modelParts(statistics)}
          empty={texts.noTakesYet}
        />
        <BarsCard
          title={texts.storageByCodec}
          heads={[texts.codec, texts.takes, texts.size]}
          parts={storageParts(statistics, 'by_codec')}
          empty={texts.noTakesYet}
        />
      </div>
    </>
  )
}

function Placeholder() {
  return (
    <div className={styles.placeholder} role="status" aria-label={texts.loadingTheStatistics}>
      <i />
      <i />
      <i />
    </div>
  )
}
