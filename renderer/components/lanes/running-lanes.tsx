import { X } from 'lucide-react'
import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { useStarted } from '../../state/started-jobs.ts'
import { IconButton } from '../icon-button.tsx'
import { cancelJob } from '../jobs/job-actions.ts'
import { progressLabel } from '../jobs/job-labels.ts'
import { useRate } from '../jobs/progress-rate.ts'
import { ProgressTrack } from '../jobs/progress-track.tsx'
import { useJobs } from '../jobs/use-jobs.ts'
import styles from './lanes.module.css'
import { texts } from './texts.ts'

/** Jobs of this window that run on a take: their progress, each with a button to cancel it. */
export function RunningLanes({ videoId }: { videoId: string }) {
  const videoByJob = useStarted((started) => started.videoByJob)
  const jobs = useJobs().filter(({ id, state }) => videoByJob.get(id) === videoId && isActive(state))
  return jobs.map((job) => <RunningLane key={job.id} job={job} />)
}

function RunningLane({ job }: { job: Job }) {
  const rate = useRate(job.id, job.done)
  const part = job.total && job.state !== 'queued' ? Math.min(1, job.done / job.total) : null
  return (
    <li className={styles.lane}>
      <span className={styles.running} title={job.title}>
        {job.title}
      </span>
      <span className={styles.progress}>
        <ProgressTrack label={job.title} part={part} />
        <span>{part !== null && job.unit === 'files' ? `${Math.round(part * 100)}%` : progressLabel(job, rate)}</span>
      </span>
      <IconButton icon={X} label={texts.cancelRun(job.title)} onClick={() => void cancelJob(job)} />
    </li>
  )
}
