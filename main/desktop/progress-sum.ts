import { isActive, type Job } from '../../shared/contract/jobs.ts'

/** The arguments of Electron's `setProgressBar`. */
export interface Progress {
  /** -1 for no bar, 0 to 1, or more than 1 if the total is unknown. */
  fraction: number
  mode: 'none' | 'normal' | 'indeterminate' | 'paused'
}

/**
 * Creates a function that takes the newest state of a job and returns the progress of all active jobs, each with equal
 * weight.
 */
export function createProgressSum(): (job: Job) => Progress {
  const active = new Map<string, Job>()
  return (job) => {
    if (isActive(job.state)) active.set(job.id, job)
    else active.delete(job.id)
    return sumOf([...active.values()].filter(({ state }) => state === 'running'))
  }
}

function sumOf(jobs: readonly Job[]): Progress {
  if (jobs.length === 0) return { fraction: -1, mode: 'none' }
  const fractions = jobs.flatMap(({ done, total }) => (total ? [Math.min(1, done / total)] : []))
  if (fractions.length === 0) return { fraction: 2, mode: 'indeterminate' }
  const fraction = fractions.reduce((sum, one) => sum + one, 0) / fractions.length
  return { fraction, mode: jobs.every(({ is_paused }) => is_paused) ? 'paused' : 'normal' }
}
