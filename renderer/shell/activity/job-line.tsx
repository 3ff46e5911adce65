import { TriangleAlert, X } from 'lucide-react'
import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { formatCount } from '../../../shared/units.ts'
import { Button } from '../../components/button.tsx'
import { IconButton } from '../../components/icon-button.tsx'
import { jobName, progressLabel, resultLabel } from '../../components/jobs/job-labels.ts'
import { useRate } from '../../components/jobs/progress-rate.ts'
import { ProgressTrack } from '../../components/jobs/progress-track.tsx'
import styles from './activity-bar.module.css'
import type { Report } from './import-report.tsx'
import { JobButtons } from './job-buttons.tsx'
import { texts } from './texts.ts'

interface JobLineProps {
  job: Job
  onReport(report: Report): void
  onDismiss(): void
}

/**
 * A job in one line: name, progress or result, and actions. Cancel comes before the text, whose width changes with each
 * file: a button that moves is hard to hit.
 */
export function JobLine({ job, onReport, onDismiss }: JobLineProps) {
  const rate = useRate(job.id, job.done)
  const isRunning = isActive(job.state)
  const part = job.total && job.state !== 'queued' ? Math.min(1, job.done / job.total) : null
  return (
    <div className={styles.line} data-ended={!isRunning || undefined}>
      <span className={`${styles.name} ${job.state === 'failed' ? styles.bad : ''}`}>{jobName(job)}</span>
      {isRunning && <ProgressTrack label={jobName(job)} part={part} />}
      <JobButtons job={job} />
      <span className={styles.words} title={resultLabel(job)}>
        {isRunning ? progressLabel(job, rate) : resultLabel(job)}
      </span>
      {job.moved > 0 && (
        <Button variant="quiet" size="small" onClick={() => onReport({ job, outcome: 'moved' })}>
          {texts.moved(formatCount(job.moved))}
        </Button>
      )}
      {job.duplicates > 0 && (
        <Button variant="quiet" size="small" onClick={() => onReport({ job, outcome: 'duplicate' })}>
          {texts.alreadyInTheLibrary(formatCount(job.duplicates))}
        </Button>
      )}
      {job.failed > 0 && (
        <Button
          variant="quiet"
          size="small"
          icon={TriangleAlert}
          className={styles.failed}
          onClick={() => onReport({ job, outcome: 'failed' })}
        >
          {texts.failed(formatCount(job.failed))}
        </Button>
      )}
      {!isRunning && <EndedActions job={job} onReport={onReport} onDismiss={onDismiss} />}
    </div>
  )
}

function EndedActions({ job, onReport, onDismiss }: JobLineProps) {
  return (
    <>
      {job.kind === 'import' && job.added > 0 && (
        <Button variant="quiet" size="small" onClick={() => onReport({ job, outcome: 'added' })}>
          {texts.show}
        </Button>
      )}
      <IconButton size="small" icon={X} label={texts.dismiss} onClick={onDismiss} />
    </>
  )
}
