import { useQuery } from '@tanstack/react-query'
import { Film } from 'lucide-react'
import { useMemo } from 'react'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { ButtonLink } from '../components/button.tsx'
import { LaneStrip } from '../components/lanes/lane-strip.tsx'
import text from '../components/text.module.css'
import { framesLabel, timelineLabel } from '../components/timelines/timeline-labels.ts'
import { texts } from './texts.ts'
import styles from './video-timelines.module.css'

/** Most timelines that are listed; all of them are in the view of timelines. */
const mostShown = 20
/** Most frames of a lane that are drawn one by one: more than a screen has pixels are one bar. */
const mostDrawn = 2000

/** The timelines of a take as lanes below its analyses: where their frames are. A click seeks. */
export function VideoTimelines({ videoId }: { videoId: string }) {
  const { data } = useQuery(api.timelines.list.queryOptions({ input: { video_id: videoId, limit: mostShown } }))
  if (!data || data.total === 0) return null
  return (
    <section aria-label={texts.timelines} className={styles.lanes} data-below>
      <ul>
        {data.items.map((timeline) => (
          <li key={timeline.id}>
            <ButtonLink
              variant="quiet"
              icon={Film}
              to="/timelines/$id"
              params={{ id: timeline.id }}
              search={{}}
              className={styles.name}
              title={timelineLabel(timeline)}
              aria-label={texts.timeline(timelineLabel(timeline))}
            >
              <span className={text.cut}>{timelineLabel(timeline)}</span>
            </ButtonLink>
            <TimelineLane timeline={timeline} />
            <span title={`${framesLabel(timeline)} · ${formatCount(timeline.checkpoints, 'checkpoint')}`}>
              {framesLabel(timeline)}
            </span>
          </li>
        ))}
      </ul>
      {data.total > mostShown && <small>{texts.andMoreInTimelines(formatCount(data.total - mostShown))}</small>}
    </section>
  )
}

function TimelineLane({ timeline }: { timeline: Timeline }) {
  const { id, frames } = timeline
  const { data } = useQuery({
    ...api.timelines.frames.queryOptions({ input: { id, limit: mostDrawn } }),
    enabled: frames > 0,
  })
  const bands = useMemo(() => [{ ranges: rangesOf(data?.items ?? [], frames) }], [data, frames])
  return <LaneStrip label={texts.frames(timelineLabel(timeline))} bands={bands} />
}

/** Returns a range for each frame, half as long as the time to the next one; one for all if they are too many. */
function rangesOf(items: readonly { timestamp: number; sequence: number }[], total: number) {
  const [first, last] = [items[0], items.at(-1)]
  if (!first || !last) return []
  const gap = items.length > 1 ? (last.timestamp - first.timestamp) / (items.length - 1) : 1
  if (total > items.length)
    return [{ start: first.timestamp, end: first.timestamp + gap * total, label: `${formatCount(total, 'frame')}` }]
  return items.map(({ timestamp, sequence }, index) => {
    const next = items[index + 1]?.timestamp ?? timestamp + gap
    return { start: timestamp, end: timestamp + (next - timestamp) / 2, label: 'frame', sequence }
  })
}
