import { useQuery } from '@tanstack/react-query'
import { Film } from 'lucide-react'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { ButtonLink } from '../components/button.tsx'
import { framesLabel, timelineLabel } from '../components/timelines/timeline-labels.ts'
import styles from './video-timelines.module.css'

/** Most timelines that are listed; all of them are in the view of timelines. */
const mostShown = 20

/** The timelines of a take, below its analyses. */
export function VideoTimelines({ videoId }: { videoId: string }) {
  const { data } = useQuery(api.timelines.list.queryOptions({ input: { video_id: videoId, limit: mostShown } }))
  if (!data || data.total === 0) return null
  return (
    <section aria-label="Timelines" className={styles.lanes}>
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
            >
              Timeline, {timelineLabel(timeline)}
            </ButtonLink>
            <span>
              {framesLabel(timeline)} · {formatCount(timeline.checkpoints, 'checkpoint')}
            </span>
          </li>
        ))}
      </ul>
      {data.total > mostShown && <small>and {formatCount(data.total - mostShown)} more in Timelines</small>}
    </section>
  )
}
