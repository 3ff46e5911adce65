import type { Job } from '../../shared/contract/jobs.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { showJob } from '../state/live.ts'

/** Asks a job to stop. */
export async function cancelJob({ id }: Pick<Job, 'id'>): Promise<void> {
  try {
    showJob(await client.jobs.cancel({ id }))
  } catch (error) {
    showError(error)
  }
}
