import { useState } from 'react'
import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { formatCount, formatWhen } from '../../../shared/units.ts'
import { Button } from '../../components/button.tsx'
import { DropDown } from '../../components/drop-down.tsx'
import { jobName, progressLabel, resultLabel, stateOf } from '../../components/jobs/job-labels.ts'
import type { Report } from './import-report.tsx'
import { JobButtons } from './job-buttons.tsx'
import styles from './job-list.module.css'
import { texts } from './texts.ts'
import { WorkingFiles } from './working-files.tsx'

interface JobListProps {
  jobs: readonly Job[]
  onReport(report: Report): void
}

/** The recent jobs, behind a button with the number of running ones. */
export function JobList({ jobs, onReport }: JobListProps) {
  const [isOpen, setIsOpen] = useState(false)
  const running = jobs.filter((job) => isActive(job.state)).length
  if (jobs.length === 0) return null
  return (
    <DropDown
      label={texts.recentJobs}
      face={running > 0 ? texts.running(formatCount(running, 'job')) : texts.jobs}
      look={{ variant: 'quiet', size: 'small' }}
      isOpen={isOpen}
      onChange={setIsOpen}
      position="top-end"
      width={440}
      className={styles.drop}
    >
      <ul className={styles.jobs}>
        {jobs.map((job) => (
          <JobEntry
            key={job.id}
            job={job}
            onReport={(report) => {
              setIsOpen(false)
              onReport(report)
            }}
          />
        ))}
      </ul>
    </DropDown>
  )
}

function JobEntry({ job, onReport }: { job: Job; onReport(report: Report): void }) {
  const hasReport = job.added + job.duplicates + job.moved + job.failed > 0
  const outcome = job.failed > 0 ? 'failed' : job.added > 0 ? 'added' : job.moved > 0 ? 'moved' : 'duplicate'
  return (
    <li className={styles.job}>
      <span className={styles.head}>
        <span className={styles.title}>{job.kind === 'import' ? `${jobName(job)} ${job.title}` : jobName(job)}</span>
        <span className={styles.state} data-state={job.state}>
          {stateOf(job)}
        </span>
      </span>
      <span className={styles.detail}>
        {isActive(job.state) ? progressLabel(job, null) : resultLabel(job)}
        {job.moved > 0 && texts.alsoMoved(formatCount(job.moved))}
        {job.duplicates > 0 && texts.alsoInTheLibrary(formatCount(job.duplicates))}
        {job.failed > 0 && texts.alsoFailedCount(formatCount(job.failed))}
        {` · ${formatWhen(job.created_at)}`}
      </span>
      <span className={styles.buttons}>
        {hasReport && (
          <Button variant="quiet" size="small" onClick={() => onReport({ job, outcome })}>
            {texts.show}
          </Button>
        )}
        <JobButtons job={job} />
      </span>
      {isActive(job.state) && <WorkingFiles jobId={job.id} />}
    </li>
  )
}
