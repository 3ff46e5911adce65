import type { Core } from '../main/core.ts'
import { createClient } from '../main/router.ts'
import { isActive, type Job } from '../shared/contract/jobs.ts'

/** Imports a folder and what lies in it, and answers with the job once it has ended. */
export async function importFolder(core: Core, folder: string): Promise<Job> {
  const client = createClient(core)
  // First, so that the end of a short import is heard.
  const events = await client.events.subscribe()
  const { id } = await client.imports.start({ paths: [folder] })
  for await (const event of events) {
    if (event.type === 'progress' && event.job.id === id && !isActive(event.job.state)) return event.job
  }
  throw new Error('The library was closed.')
}
