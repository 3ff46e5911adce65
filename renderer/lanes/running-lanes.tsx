import { X } from 'lucide-react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { cancelJob } from '../activity/cancel-job.ts'
import { progressWords } from '../activity/job-words.ts'
import { ProgressTrack } from '../activity/progress-track.tsx'
import { useJobs } from '../activity/use-jobs.ts'
import { useRate } from '../activity/use-rate.ts'
import { IconButton } from '../components/icon-button.tsx'
import styles from './lanes.module.css'

/** The analyses of a take, and what is being made of it, that run now: how far they are, and a way to stop each. */
export function RunningLanes({ videoId }: { videoId: string }) {
  const jobs = useJobs().filter(
    ({ kind, state, video_id }) =>
      video_id === videoId && isActive(state) && (kind === 'analysis' || kind === 'processing'),
  )
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
        <span>{progressWords(job, rate)}</span>
      </span>
      <IconButton icon={X} label={`Cancel ${job.title}`} onClick={() => void cancelJob(job)} />
    </li>
  )
}
