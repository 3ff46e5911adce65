import { X } from 'lucide-react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { cancelJob } from '../activity/job-actions.ts'
import { progressWords } from '../activity/job-words.ts'
import { ProgressTrack } from '../activity/progress-track.tsx'
import { useJobs } from '../activity/use-jobs.ts'
import { useRate } from '../activity/use-rate.ts'
import { IconButton } from '../components/icon-button.tsx'
import { useStarted } from '../state/started.ts'
import styles from './lanes.module.css'

/** What this window runs on a take, or makes of it, just now: how far they are, and a way to stop each. */
export function RunningLanes({ videoId }: { videoId: string }) {
  const videoOf = useStarted((started) => started.videoOf)
  const jobs = useJobs().filter(({ id, state }) => videoOf.get(id) === videoId && isActive(state))
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
        <span>{part !== null && job.unit === 'files' ? `${Math.round(part * 100)}%` : progressWords(job, rate)}</span>
      </span>
      <IconButton icon={X} label={`Cancel ${job.title}`} onClick={() => void cancelJob(job)} />
    </li>
  )
}
