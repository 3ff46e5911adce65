import { useQuery } from '@tanstack/react-query'
import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { parseTimestamp } from '../../../shared/units.ts'
import { api } from '../../client.ts'
import { useNow } from '../use-now.ts'

/** Returns the newest jobs, kept up to date by events. */
export function useJobs(): readonly Job[] {
  return useQuery(api.jobs.list.queryOptions({ input: { limit: 50 } })).data ?? []
}

/** Time for which an ended job stays in the activity bar. Failed jobs stay longer, so that the error can be read. */
const calmMilliseconds = 25_000
const failedMilliseconds = 600_000

function isRecent(job: Job, now: number): boolean {
  const ended = job.finished_at ? parseTimestamp(job.finished_at) : Number.NaN
  const stay = job.failed > 0 || job.state === 'failed' ? failedMilliseconds : calmMilliseconds
  return now - ended < stay
}

/** Jobs that imports start automatically; jobs that were requested take precedence. */
const isQuiet = ({ kind }: Job) => kind === 'perceptual_hash'

/**
 * Returns the job to show: a running one, else one that ended recently and was not dismissed, else an automatic one.
 */
export function useCurrentJob(jobs: readonly Job[], dismissed: ReadonlySet<string>): Job | undefined {
  const now = useNow(5000)
  const asked = jobs.filter((job) => !isQuiet(job))
  const running = asked.find((job) => job.state === 'running') ?? asked.find((job) => isActive(job.state))
  return (
    running ??
    asked.find((job) => !isActive(job.state) && !dismissed.has(job.id) && isRecent(job, now)) ??
    jobs.find((job) => isQuiet(job) && isActive(job.state))
  )
}
