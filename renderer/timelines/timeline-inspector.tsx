import { Link } from '@tanstack/react-router'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import { FactList } from '../components/fact-list.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Panel } from '../components/panel.tsx'
import { choiceLabel, framesLabel } from '../components/timelines/timeline-labels.ts'
import { texts } from './texts.ts'

/** The inspector of a timeline without a selected checkpoint: where its frames are from. */
export function TimelineInspector({ timeline }: { timeline: Timeline }) {
  return (
    <Inspector>
      <Panel title={texts.timeline}>
        <FactList facts={timelineFacts(timeline)} />
      </Panel>
    </Inspector>
  )
}

function SourceVideo({ timeline: { video_id, source_video } }: { timeline: Timeline }) {
  if (video_id === null) return source_video
  return (
    <Link to="/videos/$id" params={{ id: video_id }} search={{}}>
      {source_video}
    </Link>
  )
}

/** Returns the facts of a timeline, with a link to its take. */
export function timelineFacts(timeline: Timeline) {
  const { video_id, source_asset_id, profile_name, checkpoints, created_at } = timeline
  return [
    [texts.take, <SourceVideo key="video" timeline={timeline} />] as const,
    ...(video_id === null && source_asset_id !== null ? [[texts.asset, source_asset_id] as const] : []),
    [texts.frames, `${framesLabel(timeline)}, ${choiceLabel(timeline)}`] as const,
    ...(profile_name === '' ? [] : [[texts.profile, profile_name] as const]),
    [texts.checkpoints, formatCount(checkpoints)] as const,
    [texts.created, formatWhen(created_at)] as const,
  ]
}
