import { Presets, SingleBar } from 'cli-progress'
import type { Client } from '../../shared/contract/index.ts'
import { isActive, type Job } from '../../shared/contract/jobs.ts'

/**
 * Starts a job and waits for its end, with a progress bar where standard error is a terminal. Ctrl C cancels the job,
 * which then ends by itself; a second one ends the program.
 */
export async function followJob(client: Client, start: () => Promise<Job>): Promise<Job> {
  const done = new AbortController()
  const events = await client.events.subscribe(undefined, { signal: done.signal })
  let job = await start()
  const cancel = () => {
    process.once('SIGINT', () => process.exit(130))
    void client.jobs.cancel({ id: job.id })
  }
  process.once('SIGINT', cancel)
  process.once('SIGTERM', cancel)
  const bar = createBar(job)
  try {
    for await (const event of events) {
      if (event.type !== 'progress' || event.job.id !== job.id) continue
      job = event.job
      bar?.setTotal(Math.max(job.total ?? 0, 1))
      bar?.update(job.done, { shown: Math.floor(job.done), duplicates: job.duplicates, failed: job.failed })
      if (!isActive(job.state)) break
    }
    return await client.jobs.get({ id: job.id })
  } finally {
    bar?.stop()
    done.abort()
    process.off('SIGINT', cancel)
    process.off('SIGTERM', cancel)
  }
}

function createBar(job: Job): SingleBar | undefined {
  if (!process.stderr.isTTY) return undefined
  const format = '{bar} {shown} of {total} {unit} · {eta_formatted} left · {duplicates} already here · {failed} failed'
  const bar = new SingleBar({ format, stream: process.stderr, hideCursor: true, etaBuffer: 50 }, Presets.shades_classic)
  bar.start(1, 0, { shown: 0, unit: job.unit, duplicates: 0, failed: 0 })
  return bar
}
