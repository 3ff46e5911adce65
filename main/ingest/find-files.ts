import { resolve } from 'node:path'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { describeFileError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { unsearchedFolders } from '../storage/layout.ts'
import { discover, type Found, lookAtAll } from './discover.ts'
import type { FileQueue } from './file-queue.ts'
import { findMaybeMoved, followMoved, type MaybeMoved } from './follow-moved.ts'
import type { ImportCount } from './import-count.ts'
import type { FileToImport } from './import-file.ts'
import { type Copy, passCopies } from './pass-copies.ts'
import { passUnchanged, type Unchanged } from './pass-unchanged.ts'
import { findUpload } from './uploads.ts'

/** What those who find files for an import share. */
interface Finding {
  core: Core
  request: ImportRequest
  job: RunningJob
  count: ImportCount
  /** What needs more than a look. */
  queue: FileQueue<FileToImport>
  /** What a person named, not a folder around it. */
  named: ReadonlySet<string>
}

/**
 * Finds all that an import is asked for, as fast as `queue` takes it: notes what is as it was, has videos follow their moved files,
 * notes small copies in passing, and queues the rest.
 * @throws RushesError CANCELLED
 */
export async function findFiles(finding: Omit<Finding, 'named'>): Promise<void> {
  const { core, request, job, count } = finding
  await queueUploads(finding)
  const found = discover(request.paths, {
    recursive: request.recursive,
    signal: job.signal,
    except: unsearchedFolders(core.layout),
  })
  const named = new Set(request.paths.map((path) => resolve(path)))
  const maybeMoved: MaybeMoved[] = []
  await lookAtAll(found, async (some) => {
    maybeMoved.push(...(await sift({ ...finding, named }, some)))
  })
  count.allFound()
  const rest = await followMoved(core, maybeMoved, {
    signal: job.signal,
    onMoved: (moved) => {
      for (const { path, video_id } of moved) job.item({ path, video_id, outcome: 'moved' })
      count.done(moved.length)
    },
  })
  await queueRest(finding, rest)
}

async function queueUploads({ core, request, job, count, queue }: Omit<Finding, 'named'>): Promise<void> {
  const uploads = new Set(request.uploads)
  count.found(uploads.size)
  for (const upload of uploads) {
    try {
      await queue.put([{ path: await findUpload(core.layout, upload), mode: 'move', uploaded: true }])
    } catch (error) {
      const { code, message } = describeFileError(error, upload)
      job.item({ path: upload, outcome: 'failed', error: { code, message } })
      count.done(1)
    }
  }
}

/** Queues what has to be read, and answers with what may only have been moved, which is decided when all is known. */
async function sift(finding: Finding, { files, failures }: Found): Promise<MaybeMoved[]> {
  const { core, request, job, count } = finding
  await job.unpaused()
  for (const failure of failures) job.item(failure)
  count.found(files.length + failures.length)
  count.done(failures.length)
  const { unchanged, rest } = await passUnchanged(core, files, job.signal)
  noteUnchanged(finding, unchanged)
  // In the other modes a file is wanted in the library's folder, wherever it has been.
  const maybeMoved = request.mode === 'reference' ? await findMaybeMoved(core, rest, job.signal) : []
  const held = new Set(maybeMoved.map(({ path }) => path))
  const others = rest.filter((path) => !held.has(path))
  await queueRest(finding, others)
  return maybeMoved
}

/** Queues those that are no copies that can be noted in passing. */
async function queueRest({ core, request, job, count, queue }: Omit<Finding, 'named'>, paths: readonly string[]) {
  const onRecorded = (copies: readonly Copy[]) => {
    for (const { path, video_id } of copies) job.item({ path, video_id, outcome: 'duplicate' })
    count.done(copies.length)
  }
  for (let start = 0; start < paths.length; start += queuedAtOnce) {
    const rest = await passCopies(core, paths.slice(start, start + queuedAtOnce), { job, onRecorded })
    await queue.put(rest.map((path) => ({ path, mode: request.mode, uploaded: false })))
  }
}

/** What may have been moved and was not can be all that there is. */
const queuedAtOnce = 1000

function noteUnchanged({ job, count, named }: Finding, unchanged: readonly Unchanged[]): void {
  const answered = unchanged.filter(({ path }) => named.has(path))
  for (const { path, video_id } of answered) {
    job.item({ path, outcome: 'duplicate', ...(video_id !== null && { video_id }) })
  }
  job.unchanged(unchanged.length - answered.length)
  count.done(unchanged.length)
}
