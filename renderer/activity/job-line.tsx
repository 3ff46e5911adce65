import { X } from 'lucide-react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { formatCount } from '../../shared/units.ts'
import { Icon } from '../components/icon.tsx'
import styles from './activity-bar.module.css'
import type { Report } from './activity-bar.tsx'
import { JobButtons } from './job-buttons.tsx'
import { jobName, progressWords, resultWords } from './job-words.ts'
import { ProgressTrack } from './progress-track.tsx'
import { useRate } from './use-rate.ts'

interface JobLineProps {
  job: Job
  onReport(report: Report): void
  onPutAway(): void
}

/**
 * One job in one line: what it is, how far, what came of it, and the one thing to do about it. Cancel comes before the
 * words, whose width changes with each file: a button that moves cannot be hit.
 */
export function JobLine({ job, onReport, onPutAway }: JobLineProps) {
  const rate = useRate(job.id, job.done)
  const isRunning = isActive(job.state)
  const part = job.total && job.state !== 'queued' ? Math.min(1, job.done / job.total) : null
  return (
    <div className={styles.line} data-ended={!isRunning || undefined}>
      <span className={`${styles.name} ${job.state === 'failed' ? styles.bad : ''}`}>{jobName(job)}</span>
      {isRunning && <ProgressTrack label={jobName(job)} part={part} />}
      <JobButtons job={job} />
      <span className={styles.words} title={resultWords(job)}>
        {isRunning ? progressWords(job, rate) : resultWords(job)}
      </span>
      {job.moved > 0 && (
        <button type="button" className={styles.action} onClick={() => onReport({ job, outcome: 'moved' })}>
          {formatCount(job.moved)} moved
        </button>
      )}
      {job.duplicates > 0 && (
        <button type="button" className={styles.action} onClick={() => onReport({ job, outcome: 'duplicate' })}>
          {formatCount(job.duplicates)} already here
        </button>
      )}
      {job.failed > 0 && (
        <button
          type="button"
          className={`${styles.action} ${styles.bad}`}
          onClick={() => onReport({ job, outcome: 'failed' })}
        >
          {formatCount(job.failed)} failed
        </button>
      )}
      {!isRunning && <EndedActions job={job} onReport={onReport} onPutAway={onPutAway} />}
    </div>
  )
}

function EndedActions({ job, onReport, onPutAway }: JobLineProps) {
  return (
    <>
      {job.kind === 'import' && job.added > 0 && (
        <button type="button" className={styles.action} onClick={() => onReport({ job, outcome: 'added' })}>
          Show
        </button>
      )}
      <button type="button" className={styles.action} aria-label="Put away" onClick={onPutAway}>
        <Icon of={X} size={12} />
      </button>
    </>
  )
}
