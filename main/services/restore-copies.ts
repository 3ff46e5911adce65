import { rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { isActive, type Job } from '../../shared/contract/jobs.ts'
import { describeFileError, RushesError } from '../../shared/errors.ts'
import { formatCount } from '../../shared/units.ts'
import type { Core } from '../core.ts'
import type { TrashedCopyRow, TrashedPlay } from '../database/copy-tables.ts'
import { findJob } from '../database/jobs.ts'
import { putLocation } from '../database/locations.ts'
import { moveMedia } from '../database/media.ts'
import type { LocationRow } from '../database/tables.ts'
import { deleteTrashedCopy, listTrashedCopies } from '../database/trashed-copies.ts'
import { findVideo, findVideoByPath, updateVideo } from '../database/videos.ts'
import { offlineAmong } from '../ingest/offline.ts'
import type { RunningJob } from '../jobs/running-job.ts'
import { moveFile } from '../storage/move-file.ts'
import { look } from './keep-copies.ts'

/**
 * Starts the job that puts back what one step took to the trash, each at its own path, where nothing else lies by now; what cannot go back stays in
 * the trash and can be tried again. Undefined where nothing of that step is in the trash.
 * @throws RushesError CONFLICT while the step is still at it.
 */
export async function startRestore(core: Core, stepId: string): Promise<Job | undefined> {
  const step = await findJob(core.db, stepId)
  if (step && isActive(step.state))
    throw new RushesError('CONFLICT', 'Copies are still on their way to the trash; stop that first.')
  const copies = await listTrashedCopies(core.db, stepId)
  if (copies.length === 0) return undefined
  const title = formatCount(copies.length, 'copy', 'copies')
  const job = { kind: 'restore_copies', title, unit: 'files', total: copies.length } as const
  return await core.jobs.start(job, (running) => restoreAll(core, copies, running))
}

async function restoreAll(core: Core, copies: readonly TrashedCopyRow[], job: RunningJob): Promise<void> {
  for (const [index, copy] of copies.entries()) {
    await job.unpaused()
    if (job.signal.aborted) return
    const { path } = copy
    try {
      await putBack(core, copy, job.signal)
      job.item({ path, outcome: 'moved' })
    } catch (error) {
      if (job.signal.aborted) return
      const { code, message } = describeFileError(error, path)
      job.item({ path, outcome: 'failed', error: { code, message } })
    }
    job.progress(index + 1, copies.length)
  }
}

/** Puts one copy back, wherever its way to the trash ended. @throws RushesError or an Error with the system's `code`; it is in the trash still. */
export async function putBack(core: Core, copy: TrashedCopyRow, signal?: AbortSignal): Promise<void> {
  const { path, trashed_path } = copy
  if ((await offlineAmong(core, core.db, [path]))(path))
    throw new RushesError('FILE_MISSING', `The disk of ${path} is away; the copy stays in the trash.`)
  const [there, trashed] = [await look(path), await look(trashed_path)]
  if (trashed && there) await dropSecond(core, copy, signal)
  else if (trashed)
    await moveFile(trashed_path, path, { hashes: core.hashes, fileHash: copy.file_hash, ...(signal && { signal }) })
  else if (Number(there?.size ?? -1) !== copy.size_bytes)
    throw new RushesError('FILE_MISSING', `${trashed_path} is not in the trash any more.`)
  await recordBack(core, copy)
  for (const folder of [dirname(trashed_path), dirname(dirname(trashed_path))])
    await rmdir(folder).catch(() => undefined)
}

/** A process may have died when the file had a name at both places, or was copied and not yet removed. */
async function dropSecond(
  core: Core,
  { path, trashed_path, file_hash }: TrashedCopyRow,
  signal?: AbortSignal,
): Promise<void> {
  const { size } = (await look(path)) ?? {}
  const isSame = size === (await look(trashed_path))?.size
  const read = isSame ? await core.hashes.run({ kind: 'hash', path }, { signal }).catch(() => undefined) : undefined
  if (read?.file_hash !== file_hash)
    throw new RushesError(
      'CONFLICT',
      `Something else lies at ${path} by now; the copy stays in the trash, as ${trashed_path}.`,
    )
  await rm(trashed_path)
}

async function recordBack(core: Core, copy: TrashedCopyRow): Promise<void> {
  const location = JSON.parse(copy.location) as LocationRow
  const played = JSON.parse(copy.played) as TrashedPlay[]
  await core.write(async (db, touch) => {
    await putLocation(db, { ...location, missing_since: null })
    for (const { kind, id, path } of played) {
      if (kind === 'image') await moveMedia(db, id, path)
      else if ((await findVideo(db, id))?.file_path === copy.kept_path && !(await findVideoByPath(db, path)))
        await updateVideo(db, id, { file_path: path })
    }
    await deleteTrashedCopy(db, copy)
    touch('videos', 'media', 'duplicates', 'analyses', 'processing')
  })
}
