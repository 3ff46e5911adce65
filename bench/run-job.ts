import type { Client } from '../shared/contract/index.ts'
import { isActive, type Job } from '../shared/contract/jobs.ts'

/** Starts a job and returns it once it has ended. @throws Error if the library is closed before. */
export async function runJob(client: Client, start: () => Promise<Job>): Promise<Job> {
  // First, so that the end of a short job is heard.
  const events = await client.events.subscribe()
  const { id } = await start()
  for await (const event of events) {
    if (event.type === 'progress' && event.job.id === id && !isActive(event.job.state)) return event.job
  }
  throw new Error('The library was closed.')
}
