import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { AnalysisSort, ListedAnalysis } from '../../shared/contract/analyses.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { fileName } from '../components/file-name.ts'
import { configLabel, laneTitle } from '../components/lanes/lane-labels.ts'
import { CacheStateTag, stateLabels } from '../components/lanes/lane-state.tsx'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { unixTimestamp } from '../components/relative-time.ts'
import { numberColumn, textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import { TakeCell } from '../components/takes/take-cell.tsx'
import styles from './analyses-page.module.css'
import { texts } from './texts.ts'

/** Returns the columns of the table. */
export function useAnalysisColumns(): readonly Column<ListedAnalysis, AnalysisSort>[] {
  const analysers = useAnalysers()
  const { data: groups } = useQuery(api.analyses.groups.queryOptions())
  return useMemo(() => {
    const configOf = new Map(groups?.map(({ config_hash, config }) => [config_hash, config]))
    return [
      {
        name: texts.take,
        sort: 'take',
        width: 220,
        grow: 1.3,
        value: (row) => row.video_name ?? fileName(row.file_path),
        cell: (row) => (
          <TakeCell path={row.file_path} hash={row.file_hash} videoId={row.video_id} name={row.video_name} />
        ),
      },
      {
        name: texts.analyser,
        sort: 'analyser',
        width: 120,
        grow: 1,
        value: (row) => laneTitle(row, analysers),
        cell: (row) => {
          const config = configOf.get(row.config_hash) ?? null
          const words = configLabel({ ...row, config }, analysers)
          return (
            <span className={styles.analyser} title={words}>
              {laneTitle(row, analysers)}
              <small>{words}</small>
            </span>
          )
        },
      },
      {
        name: texts.state,
        sort: 'state',
        width: 84,
        value: (row) => row.state,
        cell: (row) => <CacheStateTag state={row.state} />,
      },
      numberColumn(texts.ranges, 56, (row) => row.range_count, { sort: 'ranges' }),
      numberColumn(texts.size, 64, (row) => row.size_bytes, {
        sort: 'size',
        yields: 2,
        cell: (row) => formatBytes(row.size_bytes),
      }),
      timeColumn(texts.created, (row) => unixTimestamp(row.created_at), { sort: 'created', yields: 1 }),
      textColumn(texts.configuration, 110, (row) => row.config_hash, { sort: 'configuration', isExtra: true }),
      textColumn(texts.path, 240, (row) => row.file_path, { sort: 'path', isExtra: true }),
    ]
  }, [analysers, groups])
}

/** Returns the screen-reader text of a row. */
export function spokenAnalysis(row: ListedAnalysis): string {
  const take = row.video_name ?? fileName(row.file_path)
  return [take, row.name, stateLabels[row.state], formatCount(row.range_count, 'range')].filter(Boolean).join(', ')
}
