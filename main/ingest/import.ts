import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { describeFileError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { analyze } from '../database/analyze.ts'
import { requireVideo } from '../database/videos.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { startConfirmation } from './confirm-moved.ts'
import { createFileQueue } from './file-queue.ts'
import { findFiles } from './find-files.ts'
import { createImportCount } from './import-count.ts'
import { type FileToImport, importFile } from './import-file.ts'
import { settleAll } from './settle-all.ts'
import { removeUploads } from './uploads.ts'

/**
 * [Note: what an import does] Files are looked for, and those that are found are worked off meanwhile. Those that are as they were
 * at the last visit are passed over ([Note: a rescan is free]), small copies of known contents are noted ([Note: copies in passing]). Each of the others goes its own way:
 * fingerprint (size, modification time, sample), hash, probe, read how it was made, place, record, poster. Twice as many as there
 * are cores are on their way at once, and the threads that hash are as many as the cores. The search is at most 100,000 files
 * ahead of them: that it soon knows how many there are is worth some megabytes, more is not. Until then nobody knows, and the
 * job says so. What may have been moved is decided when all is found ([Note: following a move]), as a second copy may yet come.
 *
 * - A *new* content becomes a video, with the path that plays as its first location. With `copy`, `move` and `link` it is
 *   placed under the name of its content before it is recorded: a crash in between leaves a whole file that the next
 *   import of the same content finds, never a row without bytes. A moved file leaves its old place after that; where it
 *   may not (a locked card) or has changed, it stays, as another location.
 * - An *unchanged* file (a known path with the size and the time of the last visit) is not opened. In a folder it is counted,
 *   and nothing is written; one that was named itself is answered as a duplicate.
 * - A *known* content (the same SHA-256) is a duplicate: its video gains the location and nothing is stored.
 * - A *changed* file (a known path, another content) is a new video; the old one plays from another of its locations, or
 *   stays as missing: what was made of it is not lost because somebody rendered over it. The new one is noted as a version of
 *   the old one, and the person is asked whether what is known of the old one is to be carried over.
 * - A *moved* file is a known content whose path is gone: the video plays from where it is now, the old location stays
 *   as missing. Where nothing speaks against it, that is seen without reading the file ([Note: following a move]).
 * - A *vanishing* file, or one whose size or time moves while it is read, is refused with that reason.
 * - What a file says of how it was made (its own tags, a sidecar, a sibling) is kept raw, by content, and what a parser makes of it
 *   is written with the video: details, a workflow, inputs. No file is refused because of what it says there.
 * - A *picture* goes the same way into `media`; a GIF of one frame is one.
 * - A *bad* file (empty, no picture, unreadable by ffprobe) is refused with what ffprobe said; nothing of it is kept.
 *
 * One file's failure is noted and the others go on. Cancelling stops at once: what was recorded stays.
 */
export async function runImport(core: Core, request: ImportRequest, job: RunningJob): Promise<void> {
  const queue = createFileQueue<FileToImport>(mostWaiting, job.signal)
  const count = createImportCount(job)
  let added = 0

  async function workOff(): Promise<void> {
    for (let file = await queue.take(); file !== undefined; file = await queue.take()) {
      await job.unpaused()
      if (job.signal.aborted) return
      if (await importOne(core, file, job)) added++
      count.done(1)
    }
  }

  try {
    const finding = findFiles({ core, request, job, count, queue }).finally(queue.end)
    await settleAll([finding, ...Array.from({ length: availableParallelism() * 2 }, workOff)])
    await startConfirmation(core)
    if (added >= manyVideos) {
      await analyze(core.database).catch((error) => core.log.warn('not analyzed', { error: String(error) }))
    }
  } finally {
    await removeUploads(core.layout, request.uploads)
  }
}

const mostWaiting = 100_000
/** An import of so many may make the planner's picture of the data wrong. */
const manyVideos = 1000

/** Imports one file and notes what became of it. Answers whether a new content came in. */
async function importOne(core: Core, file: FileToImport, job: RunningJob): Promise<boolean> {
  // Paths inside the incoming folder mean nothing to anybody.
  const shown = file.uploaded ? basename(file.path) : file.path
  return await job.file(shown, async (onFraction) => {
    try {
      // Hashing is most of the way, not all of it.
      const options = { signal: job.signal, onFraction: (fraction: number) => onFraction(fraction * 0.9) }
      const { video_id, is_duplicate } = await importFile(core, file, options)
      const outcome = is_duplicate ? 'duplicate' : 'added'
      job.item(video_id === null ? { path: shown, outcome } : { path: shown, outcome, video_id })
      if (!is_duplicate && video_id !== null) await unlessAborted(makePoster(core, video_id), job.signal)
      return !is_duplicate
    } catch (error) {
      const { code, message, data } = describeFileError(error, shown)
      if (job.signal.aborted) return false
      job.item({ path: shown, outcome: 'failed', error: { code, message: message.replaceAll(file.path, shown) } })
      core.log.trace('jobs', 'file refused', { path: file.path, code, message, ...data })
      return false
    }
  })
}

/** Waits for `work` until `signal` stops the import: a poster that is being made then goes on without it. */
function unlessAborted(work: Promise<void>, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      signal.removeEventListener('abort', go)
      resolve()
    }
    signal.addEventListener('abort', go)
    if (signal.aborted) go()
    void work.finally(go)
  })
}

/** A video whose frames cannot be decoded is still a video: it is shown without a poster. */
async function makePoster(core: Core, videoId: string): Promise<void> {
  try {
    await core.previews.ensure('poster', await requireVideo(core.db, videoId))
  } catch (error) {
    core.log.trace('jobs', 'no poster', { videoId, error: String(error) })
  }
}
