import { useQuery } from '@tanstack/react-query'
import { Film } from 'lucide-react'
import { isActive } from '../../shared/contract/jobs.ts'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { cancelJob } from '../components/jobs/job-actions.ts'
import { progressLabel, resultLabel } from '../components/jobs/job-labels.ts'
import { useRate } from '../components/jobs/progress-rate.ts'
import { ProgressTrack } from '../components/jobs/progress-track.tsx'
import { extractAgain } from './timeline-actions.ts'
import styles from './timeline-page.module.css'

/** A timeline whose frames are not there: the progress of its job, or why it ended, and how to start it again. */
export function Extracting({ timeline }: { timeline: Timeline }) {
  const { data: job } = useQuery({
    ...api.jobs.get.queryOptions({ input: { id: timeline.job_id ?? '' } }),
    enabled: timeline.job_id !== null,
  })
  const rate = useRate(timeline.id, job?.done ?? 0)
  if (timeline.state === 'ready') return <EmptyState icon={Film} title="This timeline has no frames" />
  if (!job || isActive(job.state)) {
    const part = job?.total && job.state !== 'queued' ? Math.min(1, job.done / job.total) : null
    return (
      <EmptyState
        icon={Film}
        title="Extracting frames"
        role="status"
        actions={job && <Button onClick={() => void cancelJob(job)}>Cancel</Button>}
      >
        <span className={styles.progress}>
          <ProgressTrack label="Extracting frames" part={part} />
          <span>{job ? progressLabel(job, rate) : 'starting'}</span>
        </span>
      </EmptyState>
    )
  }
  return (
    <EmptyState
      icon={Film}
      title="The frames were not extracted"
      actions={
        timeline.video_id !== null && (
          <Button variant="primary" onClick={() => void extractAgain(timeline)}>
            Extract frames
          </Button>
        )
      }
    >
      {resultLabel(job) || 'The job ended before all frames were extracted.'}
    </EmptyState>
  )
}
