import { isActive, isPausable, type Job } from '../../shared/contract/jobs.ts'
import styles from './activity-bar.module.css'
import { cancelJob, canGoOn, restartImport, setJobPaused } from './job-actions.ts'

/** What can be done about a job: stop or pause one that runs, let an import go on that ended too early. */
export function JobButtons({ job }: { job: Job }) {
  return (
    <>
      {isActive(job.state) && (
        <button type="button" className={styles.action} onClick={() => void cancelJob(job)}>
          Cancel
        </button>
      )}
      {isPausable(job) && (
        <button type="button" className={styles.action} onClick={() => void setJobPaused(job, !job.is_paused)}>
          {job.is_paused ? 'Resume' : 'Pause'}
        </button>
      )}
      {canGoOn(job) && (
        <button type="button" className={styles.action} onClick={() => void restartImport(job)}>
          Go on
        </button>
      )}
    </>
  )
}
