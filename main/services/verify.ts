import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import type { Job } from '../../shared/contract/jobs.ts'
import { describeFileError } from '../../shared/errors.ts'
import { formatCount } from '../../shared/units.ts'
import type { Core } from '../core.ts'
import { withoutAlgorithm } from '../database/cache-state.ts'
import { readContent } from '../ingest/content-at.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { absolutePath } from '../storage/layout.ts'

/** A file, and the content that a cached row says it has or had, with its algorithm. */
export interface ClaimedFile {
  path: string
  hash: string
}

/**
 * Starts the job that reads all of these files once and remembers what lies there: what is cached of them is then fresh,
 * stale or gone. A file that is gone is an answer; one that may not be read failed.
 */
export async function startVerification(core: Core, claimed: readonly ClaimedFile[]): Promise<Job> {
  const files = new Map(claimed.map(({ path, hash }) => [absolutePath(core.layout, path), withoutAlgorithm(hash)]))
  const job = { kind: 'verify', title: formatCount(files.size, 'file'), unit: 'files', total: files.size } as const
  return await core.jobs.start(job, (running) => verifyAll(core, files, running))
}

async function verifyAll(core: Core, files: ReadonlyMap<string, string>, job: RunningJob): Promise<void> {
  const atOnce = pLimit(availableParallelism())
  let done = 0

  async function one(path: string, expected: string): Promise<void> {
    await job.unpaused()
    if (job.signal.aborted) return
    const read = (onFraction: (fraction: number) => void) =>
      readContent(core, path, { signal: job.signal, onFraction, expected })
    await job.file(path, read).catch((error) => {
      const { code, message } = describeFileError(error, path)
      if (code !== 'FILE_MISSING' && code !== 'CANCELLED')
        job.item({ path, outcome: 'failed', error: { code, message } })
    })
    job.progress(++done, files.size)
  }
  await Promise.all([...files].map(([path, expected]) => atOnce(() => one(path, expected))))
}
