import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { showJob } from '../state/live.ts'

/** Asks a job to stop. */
export async function cancelJob({ id }: Pick<Job, 'id'>): Promise<void> {
  await shown(client.jobs.cancel({ id }))
}

/** Lets a job begin nothing new, or go on. */
export async function setJobPaused({ id }: Pick<Job, 'id'>, isPaused: boolean): Promise<void> {
  await shown(isPaused ? client.jobs.pause({ id }) : client.jobs.resume({ id }))
}

/** Whether an import ended before it was through with what it was asked for. */
export function canGoOn({ kind, state }: Pick<Job, 'kind' | 'state'>): boolean {
  return kind === 'import' && !isActive(state) && state !== 'done'
}

/** Does an import again that was cut off or stopped. */
export async function restartImport({ id }: Pick<Job, 'id'>): Promise<void> {
  await shown(client.imports.restart({ job_id: id }))
}

async function shown(job: Promise<Job>): Promise<void> {
  try {
    showJob(await job)
  } catch (error) {
    showError(error)
  }
}
