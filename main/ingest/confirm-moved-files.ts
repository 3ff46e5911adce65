import { availableParallelism } from 'node:os'
import type { Job } from '../../shared/contract/jobs.ts'
import { formatCount } from '../../shared/units.ts'
import { readContent } from '../contents/content-at.ts'
import type { Core } from '../core.ts'
import { countUnconfirmed, listUnconfirmed } from '../database/contents/moved-locations.ts'
import { eachFile, eachRow, ignoreMissing } from '../jobs/each-file.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { importContent } from './import-content.ts'

/**
 * Starts the job that reads moved files which videos followed unread ([Note: following a move]); null if there are
 * none. Unconfirmed locations stay in the database, so the next job continues one that was interrupted.
 */
export async function startMoveConfirmation(core: Core): Promise<Job | null> {
  const total = await countUnconfirmed(core.db)
  if (total === 0) return null
  const job = { kind: 'verify', title: formatCount(total, 'moved file'), unit: 'files', total } as const
  return await core.jobs.start(job, (running) => confirmAll(core, running))
}

const pageSize = 200

interface UnconfirmedFile {
  path: string
  file_hash: string
}

async function confirmAll(core: Core, job: RunningJob): Promise<void> {
  const files = eachRow((last?: UnconfirmedFile) => listUnconfirmed(core.db, last?.path ?? '', pageSize))
  const confirmFile = (file: UnconfirmedFile, onFraction: (fraction: number) => void) =>
    confirm(core, file, job, onFraction).catch(ignoreMissing)
  await eachFile(job, files, confirmFile, availableParallelism())
}

/**
 * Reads one file. If only its size, time and sample are those of the file that moved, it is imported, and the video of
 * the other is missing.
 */
async function confirm(
  core: Core,
  { path, file_hash }: UnconfirmedFile,
  job: RunningJob,
  onFraction: (fraction: number) => void,
): Promise<void> {
  const content = await readContent(core, path, { signal: job.signal, expected: file_hash, onFraction })
  if (content.file_hash === file_hash) return
  const file = { path, mode: 'reference', uploaded: false } as const
  const { kind, id } = await importContent(core, file, { signal: job.signal, onFraction: () => undefined })
  if (kind === 'video') job.item({ path, outcome: 'added', video_id: id })
}
