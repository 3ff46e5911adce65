import { create } from 'zustand'
import type { Job } from '../../shared/contract/jobs.ts'
import { showJob } from './live.ts'

/** Jobs that this window started and whose end it wants to hear of, with the take that each works on where it is one. */
export const useStarted = create<{ videoOf: ReadonlyMap<string, string | null> }>(() => ({ videoOf: new Map() }))

/** Shows a job that was started just now, and has what comes of it told. */
export function followStarted(job: Job, videoIds: readonly string[]): void {
  showJob(job)
  const only = videoIds.length === 1 ? videoIds[0] : undefined
  useStarted.setState(({ videoOf }) => ({ videoOf: new Map([...videoOf, [job.id, only ?? null]]) }))
}

export function forgetStarted(jobId: string): void {
  useStarted.setState(({ videoOf }) => ({ videoOf: new Map([...videoOf].filter(([id]) => id !== jobId)) }))
}
