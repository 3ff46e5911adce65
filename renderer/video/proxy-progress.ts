import type { Job } from '../../shared/contract/jobs.ts'
import { texts } from './texts.ts'

/** Returns the progress of a proxy job: per cent for the bar, and text, `3.2 of 8.0 s` of the video. */
export function progressOf(job: Pick<Job, 'state' | 'done' | 'total'>): { percent: number; words: string } {
  if (job.state === 'queued') return { percent: 0, words: texts.waitingForOtherJobs }
  if (job.state === 'done') return { percent: 100, words: texts.done }
  const done = Math.max(0, job.done).toFixed(1)
  if (!job.total || job.total <= 0) return { percent: 0, words: `${done} s` }
  return { percent: Math.min(100, (job.done / job.total) * 100), words: texts.ofS(done, job.total.toFixed(1)) }
}
