import { resolve } from 'node:path'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { describeFileError } from '../../shared/errors.ts'
import { followMovedFiles, listMoveCandidates } from '../contents/follow-moved-files.ts'
import type { FingerprintedFile } from '../contents/hash-unchanged.ts'
import { skipUnchanged, type Unchanged } from '../contents/skip-unchanged.ts'
import type { Core } from '../core.ts'
import type { ItemResult, RunningJob } from '../jobs/running-job.ts'
import { unsearchedFolders } from '../storage/layout.ts'
import { discover, eachBatch, type Found } from './discover.ts'
import type { FileQueue } from './file-queue.ts'
import type { FileToImport } from './fingerprint.ts'
import type { ImportCount } from './import-count.ts'
import { type Copy, skipCopies } from './skip-copies.ts'
import { findUpload } from './uploads.ts'

/** An import in progress. */
export interface Import {
  core: Core
  request: ImportRequest
  job: RunningJob
  count: ImportCount
  /** Files for the pipeline. */
  queue: FileQueue<FileToImport>
  /** Reports a file that cannot be imported. */
  onFailed(item: ItemResult): void
}

/**
 * Finds all files of an import, as fast as `queue` accepts them. Unchanged files are counted, videos follow their moved
 * files, small copies are recorded, and the rest is queued.
 * @throws RushesError CANCELLED
 */
export async function findFiles(running: Import): Promise<void> {
  const { core, request, job, count } = running
  await queueUploads(running)
  const except = unsearchedFolders(core.layout)
  const found = discover(request.paths, { recursive: request.recursive, signal: job.signal, except })
  const named = new Set(request.paths.map((path) => resolve(path)))
  const moveCandidates: FingerprintedFile[] = []
  await eachBatch(found, async (batch) => {
    moveCandidates.push(...(await sift(running, batch, named)))
  })
  count.allFound()
  const rest = await followMovedFiles(core, moveCandidates, {
    signal: job.signal,
    onMoved: (moved) => {
      for (const { path, video_id } of moved) job.item({ path, video_id, outcome: 'moved' })
      count.done(moved.length)
    },
  })
  await queueRest(running, rest)
}

async function queueUploads({ core, request, count, queue, onFailed }: Import): Promise<void> {
  const uploads = new Set(request.uploads)
  count.found(uploads.size)
  for (const upload of uploads) {
    try {
      await queue.add([{ path: await findUpload(core.layout, upload), mode: 'move', uploaded: true }])
    } catch (error) {
      const { code, message } = describeFileError(error, upload)
      onFailed({ path: upload, outcome: 'failed', error: { code, message } })
      count.done(1)
    }
  }
}

/**
 * Queues the files of a batch, and returns those that may only have been moved, which is decided when all files are
 * found.
 */
async function sift(
  running: Import,
  { files, failures }: Found,
  named: ReadonlySet<string>,
): Promise<FingerprintedFile[]> {
  const { core, request, job, count, onFailed } = running
  await job.unpaused()
  for (const failure of failures) onFailed(failure)
  count.found(files.length + failures.length)
  count.done(failures.length)
  const { unchanged, rest } = await skipUnchanged(core, files, job.signal)
  reportUnchanged(running, unchanged, named)
  // The other modes want the file in the library's folder, wherever it has been.
  const moveCandidates = request.mode === 'reference' ? await listMoveCandidates(core, rest, job.signal) : []
  const held = new Set(moveCandidates.map(({ path }) => path))
  const others = rest.filter((path) => !held.has(path))
  await queueRest(running, others)
  return moveCandidates
}

/** Files that may have been moved, and were not, can be all files of an import. */
const queueBatchSize = 1000

/** Records the small copies among `paths`, and queues the rest. */
async function queueRest({ core, request, job, count, queue }: Import, paths: readonly string[]): Promise<void> {
  const onRecorded = (copies: readonly Copy[]) => {
    for (const { path, video_id } of copies) job.item({ path, video_id, outcome: 'duplicate' })
    count.done(copies.length)
  }
  for (let start = 0; start < paths.length; start += queueBatchSize) {
    const rest = await skipCopies(core, paths.slice(start, start + queueBatchSize), { job, onRecorded })
    await queue.add(rest.map((path) => ({ path, mode: request.mode, uploaded: false })))
  }
}

/** Reports unchanged files that a person named as duplicates, and counts those of folders. */
function reportUnchanged({ job, count }: Import, unchanged: readonly Unchanged[], named: ReadonlySet<string>): void {
  const reported = unchanged.filter(({ path }) => named.has(path))
  for (const { path, video_id } of reported) {
    job.item({ path, outcome: 'duplicate', ...(video_id !== null && { video_id }) })
  }
  job.unchanged(unchanged.length - reported.length)
  count.done(unchanged.length)
}
