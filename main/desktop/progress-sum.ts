import { isActive, type Job } from '../../shared/contract/jobs.ts'

/** What Electron's `setProgressBar` takes: -1 for no bar, 0 to 1, more than 1 where it is not known how much there is. */
export interface Progress {
  part: number
  mode: 'none' | 'normal' | 'indeterminate' | 'paused'
}

/** Sums up jobs as they are heard of, each as one of equal weight; one that has ended counts no more. */
export function createProgressSum(): (job: Job) => Progress {
  const active = new Map<string, Job>()
  return (job) => {
    if (isActive(job.state)) active.set(job.id, job)
    else active.delete(job.id)
    return sumOf([...active.values()].filter(({ state }) => state === 'running'))
  }
}

function sumOf(jobs: readonly Job[]): Progress {
  if (jobs.length === 0) return { part: -1, mode: 'none' }
  const parts = jobs.flatMap(({ done, total }) => (total ? [Math.min(1, done / total)] : []))
  if (parts.length === 0) return { part: 2, mode: 'indeterminate' }
  const part = parts.reduce((sum, one) => sum + one, 0) / parts.length
  return { part, mode: jobs.every(({ is_paused }) => is_paused) ? 'paused' : 'normal' }
}
