import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { client } from '../../client.ts'
import { showJob } from '../../state/live.ts'
import { showError } from '../notice.tsx'

/** Cancels a job. */
export async function cancelJob({ id }: Pick<Job, 'id'>): Promise<void> {
  await shown(client.jobs.cancel({ id }))
}

/** Pauses a job between two of its files, or resumes it. */
export async function setJobPaused({ id }: Pick<Job, 'id'>, isPaused: boolean): Promise<void> {
  await shown(isPaused ? client.jobs.pause({ id }) : client.jobs.resume({ id }))
}

/** Returns whether a job is an import that ended before all of its files were imported. */
export function canRestart({ kind, state }: Pick<Job, 'kind' | 'state'>): boolean {
  return kind === 'import' && !isActive(state) && state !== 'done'
}

/** Restarts an import that was interrupted or cancelled. */
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
