import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import pLimit from 'p-limit'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { describeFileError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { analyze } from '../database/analyze.ts'
import { requireVideo } from '../database/videos.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { startConfirmation } from './confirm-moved.ts'
import { discover } from './discover.ts'
import { followMoved } from './follow-moved.ts'
import { type FileToImport, importFile } from './import-file.ts'
import { passUnchanged } from './pass-unchanged.ts'
import { findUpload, removeUploads } from './uploads.ts'

/**
 * [Note: what an import does] Files are discovered first. Those that are as they were at the last visit are passed over
 * ([Note: a rescan is free]); each of the others goes its own way: fingerprint (size, modification time, sample), hash, probe,
 * read how it was made, place, record, poster.
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
  const { incoming, posters, storyboards, proxies, trash } = core.layout
  try {
    const { files, named, failures } = await discover(request.paths, {
      recursive: request.recursive,
      signal: job.signal,
      // A library may lie inside a folder that is imported.
      except: [incoming, posters, storyboards, proxies, trash],
    })
    const uploads = new Set(request.uploads)
    const counter = createCounter(job, files.length + uploads.size + failures.length)
    const changed = await passUnchanged(core, files, {
      signal: job.signal,
      onUnchanged: (unchanged) => {
        const answered = unchanged.filter(({ path }) => named.has(path))
        for (const { path, video_id } of answered) {
          job.item({ path, outcome: 'duplicate', ...(video_id !== null && { video_id }) })
        }
        job.unchanged(unchanged.length - answered.length)
        counter.add(unchanged.length)
      },
    })
    const paths = await followAll(core, changed, request.mode, job, counter)
    const waiting: FileToImport[] = paths.map((path) => ({ path, mode: request.mode, uploaded: false }))
    for (const upload of uploads) {
      try {
        waiting.push({ path: await findUpload(core.layout, upload), mode: 'move', uploaded: true })
      } catch (error) {
        const { code, message } = describeFileError(error, upload)
        failures.push({ path: upload, outcome: 'failed', error: { code, message } })
      }
    }
    for (const failure of failures) job.item(failure)
    counter.add(failures.length)
    const added = await importAll(core, waiting, job, counter)
    await startConfirmation(core)
    if (added >= manyVideos) {
      await analyze(core.database).catch((error) => core.log.warn('not analyzed', { error: String(error) }))
    }
  } finally {
    await removeUploads(core.layout, request.uploads)
  }
}

/** In the other modes a file is wanted in the library's folder, wherever it has been. */
async function followAll(
  core: Core,
  paths: string[],
  mode: ImportRequest['mode'],
  job: RunningJob,
  counter: Counter,
): Promise<string[]> {
  if (mode !== 'reference') return paths
  return await followMoved(core, paths, {
    signal: job.signal,
    onMoved: (moved) => {
      for (const { path, video_id } of moved) job.item({ path, video_id, outcome: 'moved' })
      counter.add(moved.length)
    },
  })
}

/** An import of so many may make the planner's picture of the data wrong. */
const manyVideos = 1000

interface Counter {
  /** So many more files are done. */
  add(files: number): void
  /** How much of a file is done, 0 to 1. */
  fraction(path: string, fraction: number): void
  /** All of it is. */
  end(path: string): void
}

function createCounter(job: RunningJob, total: number): Counter {
  const fractions = new Map<string, number>()
  let done = 0
  const tell = () => job.progress(done + [...fractions.values()].reduce((sum, it) => sum + it, 0), total)
  tell()
  return {
    add(files) {
      done += files
      tell()
    },
    fraction(path, fraction) {
      fractions.set(path, fraction)
      tell()
    },
    end(path) {
      fractions.delete(path)
      done++
      tell()
    },
  }
}

async function importAll(core: Core, files: FileToImport[], job: RunningJob, counter: Counter): Promise<number> {
  const atOnce = pLimit(availableParallelism() * 2)
  let added = 0

  async function one(file: FileToImport): Promise<void> {
    await job.unpaused()
    if (job.signal.aborted) return
    // Hashing is most of the way, not all of it.
    const onFraction = (fraction: number) => counter.fraction(file.path, fraction * 0.9)
    if (await attempt(core, file, job, onFraction)) added++
    counter.end(file.path)
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
