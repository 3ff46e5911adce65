import { useQuery } from '@tanstack/react-query'
import { Film } from 'lucide-react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import type { Timeline } from '../../shared/contract/timelines.ts'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { cancelJob } from '../components/jobs/job-actions.ts'
import { progressLabel, resultLabel } from '../components/jobs/job-labels.ts'
import { useRate } from '../components/jobs/progress-rate.ts'
import { ProgressTrack } from '../components/jobs/progress-track.tsx'
import { texts } from './texts.ts'
import { extractAgain } from './timeline-actions.ts'
import styles from './timeline-page.module.css'

/** A timeline without frames: the progress of its job, or why it ended, and how to start it again. */
export function Extracting({ timeline }: { timeline: Timeline }) {
  const extraction = useExtraction(timeline)
  if (timeline.state === 'ready') return <EmptyState icon={Film} title={texts.thisTimelineHasNo} />
  if (extraction.isRunning)
    return (
      <EmptyState
        icon={Film}
        title={texts.extractingFrames}
        role="status"
        actions={<CancelButton job={extraction.job} />}
      >
        <span className={styles.progress}>
          <ProgressTrack label={texts.extractingFrames} part={extraction.part} />
          <span>{extraction.words}</span>
        </span>
      </EmptyState>
    )
  return (
    <EmptyState icon={Film} title={texts.theFramesWereNot} actions={<ExtractButton timeline={timeline} />}>
      {extraction.words}
    </EmptyState>
  )
}

/** The same as a bar above the frames that have come so far; nothing once all are there. */
export function ExtractingBar({ timeline }: { timeline: Timeline }) {
  const { isRunning, job, part, words } = useExtraction(timeline)
  if (timeline.state === 'ready') return null
  return (
    <section aria-label={texts.extraction} className={styles.extraction}>
      {isRunning ? (
        <>
          <ProgressTrack label={texts.extractingFrames} part={part} />
          <span>
            {formatCount(timeline.frames, 'frame')} · {words}
          </span>
          <CancelButton job={job} />
        </>
      ) : (
        <>
          <span role="alert">{texts.areHere(words, formatCount(timeline.frames, 'frame'))}</span>
          <ExtractButton timeline={timeline} />
        </>
      )}
    </section>
  )
}

/** Follows the job that extracts the frames of a timeline. */
function useExtraction(timeline: Timeline) {
  const { data: job } = useQuery({
    ...api.jobs.get.queryOptions({ input: { id: timeline.job_id ?? '' } }),
    enabled: timeline.job_id !== null,
  })
  const rate = useRate(timeline.id, job?.done ?? 0)
  const isRunning = !job || isActive(job.state)
  const part = job?.total && job.state !== 'queued' ? Math.min(1, job.done / job.total) : null
  const progress = job ? progressLabel(job, rate) : 'starting'
  const end = job ? resultLabel(job) : ''
  return {
    job,
    isRunning,
    part,
    words: isRunning ? progress : end || texts.useExtractionWords,
  }
}

function CancelButton({ job }: { job: Job | undefined }) {
  return job && <Button onClick={() => void cancelJob(job)}>{texts.cancel}</Button>
}

function ExtractButton({ timeline }: { timeline: Timeline }) {
  if (timeline.video_id === null) return null
  return (
    <Button variant="primary" onClick={() => void extractAgain(timeline)}>
      {texts.extractFrames}
    </Button>
  )
}
