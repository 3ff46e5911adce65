import { availableParallelism } from 'node:os'
import { basename } from 'node:path'
import type { ImportRequest } from '../../shared/contract/imports.ts'
import { describeFileError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { hasOutgrownStatistics } from '../database/connection/analyze.ts'
import { newestLocation } from '../database/embedded/unproven-inputs.ts'
import { settleAll } from '../jobs/each-file.ts'
import type { ItemResult, RunningJob } from '../jobs/running-job.ts'
import { proveInputs } from '../services/embedded/prove-inputs.ts'
import { readImported } from '../services/sidecars/read-sidecars.ts'
import { startNewUploads } from '../services/storage/upload-new.ts'
import { startMoveConfirmation } from './confirm-moved-files.ts'
import { createFileQueue } from './file-queue.ts'
import { findFiles, type Import } from './find-files.ts'
import type { FileToImport } from './fingerprint.ts'
import { importContent } from './import-content.ts'
import { createImportCount, type ImportCount } from './import-count.ts'
import { removeUploads } from './uploads.ts'

interface ImportOptions {
  /** Called with the path of a file that is no longer there, instead of reporting it as failed. */
  onVanished?: (path: string) => void
  /** Takes the progress, if the import is only a part of the job. */
  count?: ImportCount
}

/**
 * [Note: what an import does] A search finds files (`find-files.ts`), and workers, 16 or more, import them
 * meanwhile. The search is at most 100,000 files ahead: its total is wanted soon, but not at any cost of memory; until
 * then the job has no total. Files that need no pipeline are not queued: unchanged ones ([Note: a rescan is free]),
 * moved ones ([Note: following a move]), which are decided last, as a second copy may still be found, and small copies
 * ([Note: copies in passing]).
 *
 * Each other file goes through the pipeline of `import-content.ts`, whether it is a video, an image or an animated
 * image:
 *
 * 1. Fingerprint: size, modification time, sample. An *empty* file is refused.
 * 2. Hash: the SHA-256. It is the recorded one if the path has the fingerprint of the last visit and its bytes are not
 *    needed; otherwise the file is read, and in the same read copied with `copy` and, if nothing is known of the path,
 *    fingerprinted. A file that *changes or vanishes* from here on is refused.
 * 3. Identify: if the library has the content, and its own file of it, the file is a *duplicate*. It skips the next two
 *    steps.
 * 4. Describe: the kind, the facts and how it was made, from its own texts, a sidecar or, for a video, a sibling. The
 *    decoder, which has the video open, writes its poster to the incoming folder. A *bad* file, one that neither the
 *    decoder nor ffprobe can read, is refused with the reason, before anything of it is in the library. No file is
 *    refused because of what it says of how it was made.
 * 5. Place: with `copy`, `move` and `link` the bytes get the name of their content, so that a crash before the next
 *    step leaves a whole file that the next import of this content finds, never a row without bytes. With `reference`
 *    they stay where they are.
 * 6. Record, in one transaction, which files that wait for it share ([Note: shared transactions]). A *new* content is
 *    inserted as a video, or as an image, with its locations. A *known* one gains them; if its own file is missing, it
 *    was *moved*, and plays from the new path. A path with another content than before was *written over*: the old
 *    video plays from another of its locations, or stays as missing, and the new one is noted as a version of it; the
 *    person is asked whether to carry over what is known of the old one. After this step the source of a `move` is
 *    removed, unless it was written over meanwhile; if it cannot be removed, as on a locked card, it is another
 *    location. The source of a *duplicate* stays, as another location.
 * 7. Preview: the poster of a new video moves into the cache; if the decoder made none, it is made now.
 *
 * A file that fails is reported, and the others go on; with `onVanished`, one that is no longer there is passed to it
 * instead. A cancel takes effect at once: what was recorded stays.
 */
export async function runImport(
  core: Core,
  request: ImportRequest,
  job: RunningJob,
  { onVanished, count = createImportCount(job) }: ImportOptions = {},
): Promise<void> {
  const queue = createFileQueue<FileToImport>(mostQueued, job.signal)
  let added = 0
  const onFailed = (item: ItemResult) =>
    onVanished && item.error?.code === 'FILE_MISSING' ? onVanished(item.path) : job.item(item)
  const running = { core, request, job, count, queue, onFailed }

  async function work(): Promise<void> {
    for (let file = await queue.next(); file !== undefined; file = await queue.next()) {
      await job.unpaused()
      if (job.signal.aborted) return
      if (await importFile(running, file)) added++
      count.done(1)
    }
  }

  const before = await newestLocation(core.db)
  try {
    const search = findFiles(running).finally(queue.end)
    await settleAll([search, ...Array.from({ length: workers }, work)])
    await proveInputs(core, before)
    await startMoveConfirmation(core)
    await startNewUploads(core)
    if (added >= manyContents && (await hasOutgrownStatistics(core.db))) await core.analyze()
  } finally {
    await removeUploads(core.layout, request.uploads)
  }
}

const mostQueued = 100_000
/**
 * Most of them wait: for a thread, of which there is one per core, for one of two decoders, or for the transaction that
 * they share.
 */
const workers = Math.max(16, availableParallelism() * 2)
/** From this number of new contents on, the statistics of SQLite's planner may have to be renewed. */
const manyContents = 1000

/** Takes one file through the pipeline and reports the outcome. Returns whether a content was added. */
async function importFile({ core, request, job, onFailed }: Import, file: FileToImport): Promise<boolean> {
  // A path in the incoming folder means nothing to a person.
  const shown = file.uploaded ? basename(file.path) : file.path
  return await job.file(shown, async (onFraction) => {
    try {
      // The hash is most of the work, not all of it.
      const options = {
        signal: job.signal,
        onFraction: (fraction: number) => onFraction(fraction * 0.9),
        given: request,
      }
      const { outcome, kind, id } = await importContent(core, file, options)
      job.item({ path: shown, outcome, ...(kind === 'video' && { video_id: id }) })
      if (outcome === 'added' && !file.uploaded) await readImported(core, { kind, id }, file.path)
      return outcome === 'added'
    } catch (error) {
      const { code, message, data } = describeFileError(error, shown)
      if (job.signal.aborted) return false
      onFailed({ path: shown, outcome: 'failed', error: { code, message: message.replaceAll(file.path, shown) } })
      core.log.trace('jobs', 'file refused', { path: file.path, code, message, ...data })
      return false
    }
  })
}
