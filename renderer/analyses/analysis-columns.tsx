import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ListedAnalysis } from '../../shared/contract/analyses.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { fileName } from '../components/file-name.ts'
import { configLabel, laneTitle } from '../components/lanes/lane-labels.ts'
import { CacheStateTag, stateLabels } from '../components/lanes/lane-state.tsx'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { formatUnixTime } from '../components/relative-time.ts'
import type { Column } from '../components/table/row-table.tsx'
import { TakeCell } from '../components/takes/take-cell.tsx'
import styles from './analyses-page.module.css'

/** Returns the columns of the table. Their widths are in analyses-page.module.css. */
export function useAnalysisColumns(): readonly Column<ListedAnalysis>[] {
  const analysers = useAnalysers()
  const { data: groups } = useQuery(api.analyses.groups.queryOptions())
  return useMemo(() => {
    const configOf = new Map(groups?.map(({ config_hash, config }) => [config_hash, config]))
    return [
      {
        name: 'Take',
        cell: (row) => (
          <TakeCell path={row.file_path} hash={row.file_hash} videoId={row.video_id} name={row.video_name} />
        ),
      },
      {
        name: 'Analyser',
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
      { name: 'State', cell: (row) => <CacheStateTag state={row.state} /> },
      { name: 'Ranges', kind: 'number', cell: (row) => formatCount(row.range_count) },
      { name: 'Size', kind: 'minor-number', cell: (row) => formatBytes(row.size_bytes) },
      { name: 'Created', kind: 'minor-number', cell: (row) => formatUnixTime(row.created_at) },
    ]
  }, [analysers, groups])
}

/** Returns the screen-reader text of a row. */
export function spokenAnalysis(row: ListedAnalysis): string {
  const take = row.video_name ?? fileName(row.file_path)
  return [take, row.name, stateLabels[row.state], formatCount(row.range_count, 'range')].filter(Boolean).join(', ')
}
