import { availableParallelism } from 'node:os'
import pLimit from 'p-limit'
import type { Job } from '../../shared/contract/jobs.ts'
import { describeFileError } from '../../shared/errors.ts'
import { formatCount } from '../../shared/units.ts'
import type { Core } from '../core.ts'
import { countUnconfirmed, listUnconfirmed } from '../database/moved-locations.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { readContent } from './content-at.ts'
import { importFile } from './import-file.ts'

/**
 * Starts the job that reads the files to which videos were followed ([Note: following a move]). What is not confirmed stays in the
 * database, so a job that is cut off goes on the next time. Null where there is nothing to confirm.
 */
export async function startConfirmation(core: Core): Promise<Job | null> {
  const total = await countUnconfirmed(core.db)
  if (total === 0) return null
  const job = { kind: 'verify', title: formatCount(total, 'moved file'), unit: 'files', total } as const
  return await core.jobs.start(job, (running) => confirmAll(core, running, total))
}

const batchSize = 200

async function confirmAll(core: Core, job: RunningJob, total: number): Promise<void> {
  const atOnce = pLimit(availableParallelism())
  let last = ''
  let done = 0
  for (;;) {
    const rows = await listUnconfirmed(core.db, last, batchSize)
    if (rows.length === 0) return
    last = rows.at(-1)?.path ?? last
    await Promise.all(
      rows.map((row) =>
        atOnce(async () => {
          await job.unpaused()
          if (job.signal.aborted) return
          await job.file(row.path, (onFraction) => confirm(core, row, job, onFraction))
          job.progress(++done, Math.max(done, total))
        }),
      ),
    )
    if (job.signal.aborted) return
  }
}

/** A file that only looked like the one that was moved is a video of its own; the one that followed it is missing again. */
async function confirm(
  core: Core,
  { path, file_hash }: { path: string; file_hash: string },
  job: RunningJob,
  onFraction: (fraction: number) => void,
): Promise<void> {
  try {
    const content = await readContent(core, path, { signal: job.signal, expected: file_hash, onFraction })
    if (content.file_hash === file_hash) return
    const file = { path, mode: 'reference', uploaded: false } as const
    const { video_id } = await importFile(core, file, { signal: job.signal, onFraction: () => undefined })
    if (video_id !== null) job.item({ path, outcome: 'added', video_id })
  } catch (error) {
    const { code, message } = describeFileError(error, path)
    if (code !== 'FILE_MISSING' && code !== 'CANCELLED') job.item({ path, outcome: 'failed', error: { code, message } })
  }
}
