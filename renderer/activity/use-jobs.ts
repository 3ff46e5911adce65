import { useQuery } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { parseTimestamp } from '../../shared/units.ts'
import { api } from '../client.ts'

/** The newest jobs, as events keep them. */
export function useJobs(): readonly Job[] {
  return useQuery(api.jobs.list.queryOptions({ input: { limit: 50 } })).data ?? []
}

/** How long an ended job stays in the line at the foot; one that had failures waits to be read. */
const calmMilliseconds = 25_000
const failedMilliseconds = 600_000

function isRecent(job: Job, now: number): boolean {
  const ended = job.finished_at ? parseTimestamp(job.finished_at) : Number.NaN
  const stay = job.failed > 0 || job.state === 'failed' ? failedMilliseconds : calmMilliseconds
  return now - ended < stay
}

/** Begins by itself behind an import, whose result is what somebody waits for. */
const isQuiet = ({ kind }: Job) => kind === 'perceptual_hash'

/** The job to show: one that runs, else one that has ended a moment ago and was not put away, else one that runs by itself. */
export function useCurrentJob(jobs: readonly Job[], putAway: ReadonlySet<string>): Job | undefined {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = window.setInterval(() => setNow(Date.now()), 5000)
    return () => window.clearInterval(timer)
  }, [])
  const asked = jobs.filter((job) => !isQuiet(job))
  const running = asked.find((job) => job.state === 'running') ?? asked.find((job) => isActive(job.state))
  return (
    running ??
    asked.find((job) => !isActive(job.state) && !putAway.has(job.id) && isRecent(job, Math.max(now, Date.now()))) ??
    jobs.find((job) => isQuiet(job) && isActive(job.state))
  )
}
