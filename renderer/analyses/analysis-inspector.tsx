import { useQuery } from '@tanstack/react-query'
import { Play, RotateCcw, ShieldCheck, Trash2 } from 'lucide-react'
import type { ListedAnalysis } from '../../shared/contract/analyses.ts'
import { correctedHash } from '../../shared/corrections.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { FactList } from '../components/fact-list.tsx'
import { fileName } from '../components/file-name.ts'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { evictAnalyses, rerunAnalyses, verifyAnalyses } from '../components/lanes/analysis-actions.ts'
import {
  configLabel,
  countAnalyses,
  laneTitle,
  plainFact,
  settingFact,
  settingsOf,
  shortHash,
  versionOf,
} from '../components/lanes/lane-labels.ts'
import { CacheStateTag } from '../components/lanes/lane-state.tsx'
import { useAnalysers } from '../components/lanes/use-lanes.ts'
import { WhyPanel } from '../components/lanes/why-panel.tsx'
import { Hint, Panel, Preview } from '../components/panel.tsx'
import { Poster } from '../components/pictures/poster.tsx'
import { formatUnixTime } from '../components/relative-time.ts'
import { useOpenTake } from '../components/takes/open-take.ts'
import { AnalysisJson } from './analysis-json.tsx'
import { texts } from './texts.ts'

interface AnalysisInspectorProps {
  ids: readonly number[]
  /** The selected rows that are loaded. */
  rows: readonly ListedAnalysis[]
  /** Called after the analyses were removed from the cache. */
  onEvicted: () => void
}

/** The inspector of the view: one analysis, several, or a hint if none is selected. */
export function AnalysisInspector({ ids, rows, onEvicted }: AnalysisInspectorProps) {
  const [only] = rows
  return (
    <Inspector>
      {ids.length === 0 ? (
        <Panel title={texts.analyses}>
          <Hint>{texts.analysisInspectorHint}</Hint>
        </Panel>
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
  /** True for a person's correction, which no analyser can run again. */
  isCorrection?: boolean
}

function Actions({ ids, videoId, isCorrection, onEvicted }: ActionsProps) {
  const open = useOpenTake()
  return (
    <>
      {videoId && (
        <IconButton icon={Play} label={texts.openTheTake} shortcut="Lists: Enter" onClick={() => open(videoId)} />
      )}
      <IconButton
        icon={ShieldCheck}
        label={texts.verify}
        shortcut="Analyses: V"
        onClick={() => void verifyAnalyses(ids)}
      />
      {!isCorrection && (
        <IconButton
          icon={RotateCcw}
          label={texts.runAgain}
          shortcut="Analyses: R"
          onClick={() => void rerunAnalyses(ids)}
        />
      )}
      <IconButton
        icon={Trash2}
        label={texts.removeFromTheCache}
        shortcut="Analyses: Delete"
        onClick={() => {
          onEvicted()
          void evictAnalyses(ids)
        }}
      />
    </>
  )
}

function OneAnalysis({ row, onEvicted }: { row: ListedAnalysis; onEvicted: () => void }) {
  const analysers = useAnalysers()
  const { data: lane } = useQuery(api.analyses.get.queryOptions({ input: { id: row.id } }))
  const analyser = analysers.find(({ name }) => name === row.name)
  const settings = Object.entries(settingsOf(lane?.config ?? null) ?? {})
  const version = versionOf(lane?.config ?? null)
  const corrects = correctedHash(lane?.config ?? null)
  const metadata = Object.entries(lane?.metadata ?? {})
  return (
    <Panel
      preview={
        row.video_id && (
          <Preview ratio={16 / 9}>
            <Poster
              video={{
                id: row.video_id,
                file_hash: row.file_hash.replace('sha256:', ''),
                codec: null,
                missing_since: null,
              }}
            />
          </Preview>
        )
      }
      title={texts.rangesOf(laneTitle(row, analysers), row.video_name ?? fileName(row.file_path))}
      actions={<Actions ids={[row.id]} videoId={row.video_id} isCorrection={corrects !== null} onEvicted={onEvicted} />}
    >
      <FactList
        facts={[
          [texts.state, <CacheStateTag key="state" state={row.state} />],
          [texts.ranges, formatCount(row.range_count)],
          ...(version === null ? [] : [[texts.version, version] as const]),
          ...(corrects === null
            ? settings.map(([key, value]) => settingFact(key, value, analyser))
            : [[texts.corrects, <CorrectedLabel key="corrects" hash={corrects} />] as const]),
          ...metadata.map(([key, value]) => plainFact(key, value)),
          [texts.created, formatUnixTime(row.created_at)],
          [texts.size, formatBytes(row.size_bytes)],
          [texts.content, shortHash(row.file_hash)],
          [texts.config, shortHash(row.config_hash)],
          [texts.path, row.file_path],
        ]}
      />
      {row.state !== 'fresh' && <WhyPanel row={row} />}
      {lane && <AnalysisJson lane={lane} />}
    </Panel>
  )
}

/** The configuration that a correction corrects. */
function CorrectedLabel({ hash }: { hash: string }) {
  const analysers = useAnalysers()
  const { data: groups } = useQuery(api.analyses.groups.queryOptions())
  const group = groups?.find(({ config_hash }) => config_hash === hash)
  return group ? configLabel(group, analysers) : shortHash(hash)
}

function ManyAnalyses({ ids, rows, onEvicted }: AnalysisInspectorProps) {
  return (
    <Panel title={countAnalyses(ids.length)} actions={<Actions ids={ids} videoId={null} onEvicted={onEvicted} />}>
      {rows.length === ids.length && (
        <FactList
          facts={[
            [texts.ranges, formatCount(rows.reduce((sum, row) => sum + row.range_count, 0))],
            [texts.size, formatBytes(rows.reduce((sum, row) => sum + row.size_bytes, 0))],
            [texts.stale, formatCount(rows.filter(({ state }) => state === 'stale').length)],
          ]}
        />
      )}
    </Panel>
  )
}
