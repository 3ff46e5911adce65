import { Popover } from '@mantine/core'
import { useState } from 'react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import styles from './activity-bar.module.css'
import type { Report } from './activity-bar.tsx'
import { JobButtons } from './job-buttons.tsx'
import list from './job-list.module.css'
import { jobName, progressWords, resultWords, stateOf } from './job-words.ts'
import { WorkingFiles } from './working-files.tsx'

interface JobListProps {
  jobs: readonly Job[]
  onReport(report: Report): void
}

/** The recent jobs, behind a button that says how many are running. */
export function JobList({ jobs, onReport }: JobListProps) {
  const [isOpen, setIsOpen] = useState(false)
  const running = jobs.filter((job) => isActive(job.state)).length
  if (jobs.length === 0) return null
  return (
    <Popover opened={isOpen} onChange={setIsOpen} position="top-end" width={440} trapFocus returnFocus>
      <Popover.Target>
        <button type="button" className={styles.action} aria-expanded={isOpen} onClick={() => setIsOpen(!isOpen)}>
          {running > 0 ? `${formatCount(running, 'job')} running` : 'Jobs'}
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label="Recent jobs" className={list.drop}>
        <ul className={list.jobs}>
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
      </Popover.Dropdown>
    </Popover>
  )
}

function JobEntry({ job, onReport }: { job: Job; onReport(report: Report): void }) {
  const hasReport = job.added + job.duplicates + job.moved + job.failed > 0
  const outcome = job.failed > 0 ? 'failed' : job.added > 0 ? 'added' : job.moved > 0 ? 'moved' : 'duplicate'
  return (
    <li className={list.job}>
      <span className={list.head}>
        <span className={list.title}>{job.kind === 'import' ? `${jobName(job)} ${job.title}` : jobName(job)}</span>
        <span className={list.state} data-state={job.state}>
          {stateOf(job)}
        </span>
      </span>
      <span className={list.detail}>
        {isActive(job.state) ? progressWords(job, null) : resultWords(job)}
        {job.moved > 0 && ` · ${formatCount(job.moved)} moved`}
        {job.duplicates > 0 && ` · ${formatCount(job.duplicates)} already here`}
        {job.failed > 0 && ` · ${formatCount(job.failed)} failed`}
        {` · ${formatWhen(job.created_at)}`}
      </span>
      <span className={list.buttons}>
        {hasReport && (
          <button type="button" className={styles.action} onClick={() => onReport({ job, outcome })}>
            Show
          </button>
        )}
        <JobButtons job={job} />
      </span>
      {isActive(job.state) && <WorkingFiles jobId={job.id} />}
    </li>
  )
}
