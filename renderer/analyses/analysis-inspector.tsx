import { useQuery } from '@tanstack/react-query'
import { Play, RotateCcw, ShieldCheck, Trash2 } from 'lucide-react'
import type { ListedAnalysis } from '../../shared/contract/analyses.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { FactList } from '../components/fact-list.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Poster } from '../components/poster.tsx'
import { evictAnalyses, rerunAnalyses, verifyAnalyses } from '../lanes/analysis-actions.ts'
import { whenSeconds } from '../lanes/explanation-words.ts'
import { CacheStateTag } from '../lanes/lane-state.tsx'
import { laneTitle, plainFact, settingFact, settingsOf, shortHash } from '../lanes/lane-words.ts'
import { useAnalysers } from '../lanes/use-lanes.ts'
import { WhyPanel } from '../lanes/why-panel.tsx'
import { useOpenTake } from '../library/filter.ts'
import styles from '../library/selection-inspector.module.css'
import { fileName } from '../rows/file-name.ts'
import { Inspector } from '../shell/inspector.tsx'
import { countAnalyses } from './count-words.ts'

interface AnalysisInspectorProps {
  ids: readonly number[]
  /** Those of them that are read. */
  rows: readonly ListedAnalysis[]
  /** Called when they are taken out of the cache. */
  onEvicted: () => void
}

/** The right column of the view: about the one analysis, the many, or what to do here. */
export function AnalysisInspector({ ids, rows, onEvicted }: AnalysisInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      {ids.length === 0 ? (
        <div className={styles.column}>
          <h2 className={styles.title}>Analyses</h2>
          <p className={styles.hint}>
            What analysers found, kept by content and configuration. Select one to see what it was run with and whether
            it still holds.
          </p>
        </div>
      ) : ids.length === 1 && only ? (
        <OneAnalysis key={only.id} row={only} onEvicted={onEvicted} />
      ) : (
        <ManyAnalyses ids={ids} rows={rows} onEvicted={onEvicted} />
      )}
    </Inspector>
  )
}

interface ActionsProps extends Pick<AnalysisInspectorProps, 'ids' | 'onEvicted'> {
  videoId: string | null
}

function Actions({ ids, videoId, onEvicted }: ActionsProps) {
  const open = useOpenTake()
  return (
    <div className={styles.actions}>
      {videoId && <IconButton icon={Play} label="Open the take" shortcut="Enter" onClick={() => open(videoId)} />}
      <IconButton icon={ShieldCheck} label="Verify" shortcut="V" onClick={() => void verifyAnalyses(ids)} />
      <IconButton icon={RotateCcw} label="Run again" shortcut="R" onClick={() => void rerunAnalyses(ids)} />
      <IconButton
        icon={Trash2}
        label="Remove from the cache"
        shortcut="Del"
        onClick={() => {
          onEvicted()
          void evictAnalyses(ids)
        }}
      />
    </div>
  )
}

function OneAnalysis({ row, onEvicted }: { row: ListedAnalysis; onEvicted: () => void }) {
  const analysers = useAnalysers()
  const { data: lane } = useQuery(api.analyses.get.queryOptions({ input: { id: row.id } }))
  const analyser = analysers.find(({ name }) => name === row.name)
  const settings = Object.entries(settingsOf(lane?.config ?? null) ?? {})
  const metadata = Object.entries(lane?.metadata ?? {})
  return (
    <div className={styles.column}>
      {row.video_id && (
        <div className={styles.preview} style={{ aspectRatio: 16 / 9 }}>
          <span className={styles.frame} style={{ aspectRatio: 16 / 9 }}>
            <Poster
              video={{
                id: row.video_id,
                file_hash: row.file_hash.replace('sha256:', ''),
                codec: null,
                missing_since: null,
              }}
            />
          </span>
        </div>
      )}
      <h2 className={styles.title}>
        {laneTitle(row, analysers)} of {row.video_name ?? fileName(row.file_path)}
      </h2>
      <Actions ids={[row.id]} videoId={row.video_id} onEvicted={onEvicted} />
      <FactList
        facts={[
          ['State', <CacheStateTag key="state" state={row.state} />],
          ['Ranges', formatCount(row.range_count)],
          ...settings.map(([key, value]) => settingFact(key, value, analyser)),
          ...metadata.map(([key, value]) => plainFact(key, value)),
          ['Made', whenSeconds(row.created_at)],
          ['Size', formatBytes(row.size_bytes)],
          ['Content', shortHash(row.file_hash)],
          ['Config', shortHash(row.config_hash)],
          ['Path', row.file_path],
        ]}
      />
      {row.state !== 'fresh' && <WhyPanel row={row} />}
    </div>
  )
}

function ManyAnalyses({ ids, rows, onEvicted }: AnalysisInspectorProps) {
  return (
    <div className={styles.column}>
      <h2 className={styles.title}>{countAnalyses(ids.length)}</h2>
      <Actions ids={ids} videoId={null} onEvicted={onEvicted} />
      {rows.length === ids.length && (
        <FactList
          facts={[
            ['Ranges', formatCount(rows.reduce((sum, row) => sum + row.range_count, 0))],
            ['Size', formatBytes(rows.reduce((sum, row) => sum + row.size_bytes, 0))],
            ['Stale', formatCount(rows.filter(({ state }) => state === 'stale').length)],
          ]}
        />
      )}
    </div>
  )
}
