import type { Core } from '../main/core.ts'
import { createClient } from '../main/router.ts'
import type { Job } from '../shared/contract/jobs.ts'
import { runJob } from './run-job.ts'

/** Imports a folder with its subfolders, and returns the job once it has ended. */
export async function importFolder(core: Core, folder: string): Promise<Job> {
  const client = createClient(core)
  return await runJob(client, () => client.imports.start({ paths: [folder] }))
}
