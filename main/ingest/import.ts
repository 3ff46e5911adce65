import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import pLimit from 'p-limit'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { describeFileError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { analyze } from '../database/analyze.ts'
import { requireVideo } from '../database/videos.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { discover } from './discover.ts'
import { type FileToImport, importFile } from './import-file.ts'
import { findUpload, removeUploads } from './uploads.ts'

/**
 * [Note: what an import does] Files are discovered first, then each goes its own way: fingerprint (size, modification
 * time, sample), hash, probe, read how it was made, place, record, poster.
 *
 * - A *new* content becomes a video, with the path that plays as its first location. With `copy`, `move` and `link` it is
 *   placed under the name of its content before it is recorded: a crash in between leaves a whole file that the next
 *   import of the same content finds, never a row without bytes. A moved file leaves its old place after that; where it
 *   may not (a locked card) or has changed, it stays, as another location.
 * - A *known* content (the same SHA-256) is a duplicate: its video gains the location and nothing is stored. A path that
 *   is as it was at the last visit is not even read.
 * - A *changed* file (a known path, another content) is a new video; the old one plays from another of its locations, or
 *   stays as missing: what was made of it is not lost because somebody rendered over it.
 * - A *moved* file is a known content whose path is gone: the video plays from where it is now, the old location stays
 *   as missing.
 * - A *vanishing* file, or one whose size or time moves while it is read, is refused with that reason.
 * - What a file says of how it was made (its own tags, a sidecar, a sibling) is kept raw, by content, and what a parser makes of it
 *   is written with the video: details, a workflow, inputs. No file is refused because of what it says there.
 * - A *picture* goes the same way into `media`; a GIF of one frame is one.
 * - A *bad* file (empty, no picture, unreadable by ffprobe) is refused with what ffprobe said; nothing of it is kept.
 *
 * One file's failure is noted and the others go on. Cancelling stops at once: what was recorded stays.
 */
export async function runImport(core: Core, request: ImportRequest, job: RunningJob): Promise<void> {
  const { incoming, posters, storyboards, proxies, trash } = core.layout
  try {
    const { files, failures } = await discover(request.paths, {
      recursive: request.recursive,
      signal: job.signal,
      // A library may lie inside a folder that is imported.
      except: [incoming, posters, storyboards, proxies, trash],
    })
    const waiting: FileToImport[] = files.map((path) => ({ path, mode: request.mode, uploaded: false }))
    for (const upload of new Set(request.uploads)) {
      try {
        waiting.push({ path: await findUpload(core.layout, upload), mode: 'move', uploaded: true })
      } catch (error) {
        const { code, message } = describeFileError(error, upload)
        failures.push({ path: upload, outcome: 'failed', error: { code, message } })
      }
    }
    for (const failure of failures) job.item(failure)
    const added = await importAll(core, waiting, job, failures.length)
    if (added >= manyVideos) {
      await analyze(core.database).catch((error) => core.log.warn('not analyzed', { error: String(error) }))
    }
  } finally {
    await removeUploads(core.layout, request.uploads)
  }
}

/** An import of so many may make the planner's picture of the data wrong. */
const manyVideos = 1000

async function importAll(core: Core, files: FileToImport[], job: RunningJob, failed: number): Promise<number> {
  const atOnce = pLimit(availableParallelism() * 2)
  const total = files.length + failed
  const fractions = new Map<string, number>()
  let done = failed
  let added = 0
  const tell = () => job.progress(done + [...fractions.values()].reduce((sum, it) => sum + it, 0), total)
  tell()

  async function one(file: FileToImport): Promise<void> {
    await job.unpaused()
    if (job.signal.aborted) return
    const onFraction = (fraction: number) => {
      // Hashing is most of the way, not all of it.
      fractions.set(file.path, fraction * 0.9)
      tell()
    }
    if (await attempt(core, file, job, onFraction)) added++
    fractions.delete(file.path)
    done++
    tell()
  }
  await Promise.all(files.map((file) => atOnce(() => one(file))))
  return added
}

/** Whether a new video came of it. */
async function attempt(
  core: Core,
  file: FileToImport,
  job: RunningJob,
  onFraction: (fraction: number) => void,
): Promise<boolean> {
  // Paths inside the incoming folder mean nothing to anybody.
  const shown = file.uploaded ? basename(file.path) : file.path
  try {
    const { video_id, is_duplicate } = await importFile(core, file, { signal: job.signal, onFraction })
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
