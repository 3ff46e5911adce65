import { isActive, isPausable, type Job } from '../../../shared/contract/jobs.ts'
import { Button } from '../../components/button.tsx'
import { cancelJob, canRestart, restartImport, setJobPaused } from '../../components/jobs/job-actions.ts'
import { texts } from './texts.ts'

/** Buttons to pause, resume or cancel a running job, or to restart an import that ended too early. */
export function JobButtons({ job }: { job: Job }) {
  return (
    <>
      {isActive(job.state) && (
        <Button variant="quiet" size="small" onClick={() => void cancelJob(job)}>
          {texts.cancel}
        </Button>
      )}
      {isPausable(job) && (
        <Button variant="quiet" size="small" onClick={() => void setJobPaused(job, !job.is_paused)}>
          {job.is_paused ? texts.resume : texts.pause}
        </Button>
      )}
      {canRestart(job) && (
        <Button variant="quiet" size="small" onClick={() => void restartImport(job)}>
          {texts.continue}
        </Button>
      )}
    </>
  )
}
