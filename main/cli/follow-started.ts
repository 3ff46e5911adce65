import type { Client } from '../../shared/contract/index.ts'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { endAs, followJob } from './follow-job.ts'
import type { Session } from './session.ts'

/** Waits for a job that may have ended already; returns undefined if there is none. */
export async function followed(client: Client, jobId: string | null): Promise<Job | undefined> {
  if (jobId === null) return undefined
  const job = await client.jobs.get({ id: jobId })
  return isActive(job.state) ? await followJob(client, () => client.jobs.get({ id: jobId })) : job
}

/** Starts stages, waits for their job, and prints the checkpoint that holds the result. */
export async function followStarted(
  { client, answer }: Session,
  start: () => Promise<{ checkpoint_id: string | null; job_id: string | null }>,
  setExitCode: (code: number) => void,
): Promise<void> {
  const started = await start()
  const job = await followed(client, started.job_id)
  if (!job || job.state === 'done') {
    const { checkpoint_id } = job ? await start() : started
    answer({ checkpoint_id }, () => checkpoint_id ?? '–')
  }
  if (job) await endAs(client, job, setExitCode)
}
