import { create } from 'zustand'
import type { Job } from '../../shared/contract/jobs.ts'
import { showJob } from './live.ts'

/**
 * Jobs that this window started and whose results it announces, each with the id of its take; null for several takes.
 */
export const useStarted = create<{ videoByJob: ReadonlyMap<string, string | null> }>(() => ({
  videoByJob: new Map(),
}))

/** Shows a job that has just started and announces its result when it ends. */
export function followStarted(job: Job, videoIds: readonly string[]): void {
  showJob(job)
  const only = videoIds.length === 1 ? videoIds[0] : undefined
  useStarted.setState(({ videoByJob }) => ({
    videoByJob: new Map([...videoByJob, [job.id, only ?? null]]),
  }))
}

export function forgetStarted(jobId: string): void {
  useStarted.setState(({ videoByJob }) => ({
    videoByJob: new Map([...videoByJob].filter(([id]) => id !== jobId)),
  }))
}
