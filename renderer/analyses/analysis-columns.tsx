import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ListedAnalysis } from '../../shared/contract/analyses.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { fileName } from '../components/file-name.ts'
import { configLabel, laneTitle } from '../components/lanes/lane-labels.ts'
import { CacheStateTag, stateLabels } from '../components/lanes/lane-state.tsx'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { formatUnixTime, unixTimestamp } from '../components/relative-time.ts'
import type { Column } from '../components/table/columns.ts'
import { TakeCell } from '../components/takes/take-cell.tsx'
import styles from './analyses-page.module.css'

const hashOf = ({ config_hash }: ListedAnalysis) => config_hash
const pathOf = ({ file_path }: ListedAnalysis) => file_path

/** Returns the columns of the table. */
export function useAnalysisColumns(): readonly Column<ListedAnalysis>[] {
  const analysers = useAnalysers()
  const { data: groups } = useQuery(api.analyses.groups.queryOptions())
  return useMemo(() => {
    const configOf = new Map(groups?.map(({ config_hash, config }) => [config_hash, config]))
    return [
      {
        name: 'Take',
        width: 150,
        grow: 1.3,
        value: (row) => row.video_name ?? fileName(row.file_path),
        cell: (row) => (
          <TakeCell path={row.file_path} hash={row.file_hash} videoId={row.video_id} name={row.video_name} />
        ),
      },
      {
        name: 'Analyser',
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
      { name: 'State', width: 84, value: (row) => row.state, cell: (row) => <CacheStateTag state={row.state} /> },
      {
        name: 'Ranges',
        kind: 'number',
        width: 56,
        value: (row) => row.range_count,
        cell: (row) => formatCount(row.range_count),
      },
      {
        name: 'Size',
        kind: 'number',
        width: 64,
        yields: 2,
        value: (row) => row.size_bytes,
        cell: (row) => formatBytes(row.size_bytes),
      },
      {
        name: 'Created',
        kind: 'number',
        width: 116,
        yields: 1,
        value: (row) => unixTimestamp(row.created_at),
        cell: (row) => formatUnixTime(row.created_at),
      },
      { name: 'Configuration', width: 110, isExtra: true, value: hashOf, cell: hashOf },
      { name: 'Path', width: 240, isExtra: true, value: pathOf, cell: pathOf },
    ]
  }, [analysers, groups])
}

/** Returns the screen-reader text of a row. */
export function spokenAnalysis(row: ListedAnalysis): string {
  const take = row.video_name ?? fileName(row.file_path)
  return [take, row.name, stateLabels[row.state], formatCount(row.range_count, 'range')].filter(Boolean).join(', ')
}
