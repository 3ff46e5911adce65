import { rm } from 'node:fs/promises'
import { isActive, type Job } from '../../../shared/contract/jobs.ts'
import { RushesError } from '../../../shared/errors.ts'
import { formatCount } from '../../../shared/units.ts'
import { offlineAmong } from '../../contents/offline.ts'
import type { Core } from '../../core.ts'
import { upsertLocation } from '../../database/contents/locations.ts'
import { deleteTrashedCopy, listTrashedCopies, type TrashedPlay } from '../../database/duplicates/trashed-copies.ts'
import { setImagePath } from '../../database/images.ts'
import { findJob } from '../../database/jobs.ts'
import { withUndoOf } from '../../database/journal/current-step.ts'
import { endDryRun } from '../../database/journal/dry-run.ts'
import { findEntryOfStep } from '../../database/journal/entries.ts'
import type { LocationRow, TrashedCopyRow } from '../../database/tables.ts'
import { findVideo, findVideoByPath, updateVideo } from '../../database/videos.ts'
import { eachFile } from '../../jobs/each-file.ts'
import type { RunningJob } from '../../jobs/running-job.ts'
import { findOwned, type OwnedPath } from '../../storage/inside-library.ts'
import { moveFile } from '../../storage/move-file.ts'
import { isProven, prove } from '../../storage/proofs.ts'
import { statLink } from '../../storage/stat-link.ts'
import { removeEmptyFolders, requireTrashed } from './trashed-file.ts'

/**
 * Starts the job that restores the copies of one step from the trash, each to its own path unless another file is
 * there; those that cannot be restored stay in the trash and can be retried. Undefined if the trash has nothing of that
 * step.
 * @throws RushesError CONFLICT while the step is running.
 */
export async function startRestore(core: Core, stepId: string): Promise<Job | undefined> {
  await requireStepEnded(core, stepId)
  const copies = await listTrashedCopies(core.db, stepId)
  if (copies.length === 0) return undefined
  endDryRun([{ tbl: 'trashed_copies', op: 'delete', rows: copies.length }])
  const entry = await findEntryOfStep(core.db, stepId)
  return await withUndoOf(entry?.undone_by === null ? entry.id : undefined, () => startRestoring(core, copies))
}

/** Requires that no job still moves copies of the step to the trash. @throws RushesError CONFLICT */
export async function requireStepEnded(core: Core, stepId: string): Promise<void> {
  const step = await findJob(core.db, stepId)
  if (step && isActive(step.state))
    throw new RushesError('CONFLICT', 'The copies are still being moved to the trash. Cancel that job first.')
}

/** Starts the job that restores copies from the trash, each to its own path unless another file is there. */
export async function startRestoring(core: Core, copies: readonly TrashedCopyRow[]): Promise<Job> {
  const title = formatCount(copies.length, 'copy', 'copies')
  const job = { kind: 'restore_copies', title, unit: 'files', total: copies.length } as const
  return await core.jobs.start(job, (running) => restoreAll(core, copies, running))
}

/** Restores copies as the work of a job, each to its own path unless another file is there. */
export async function restoreAll(core: Core, copies: readonly TrashedCopyRow[], job: RunningJob): Promise<void> {
  await eachFile(job, copies, async (copy) => {
    await restoreCopy(core, copy, job.signal)
    job.item({ path: copy.path, outcome: 'moved' })
  })
}

/**
 * Restores one copy, at whichever point its move to the trash ended.
 * @throws RushesError, or an Error with the system's `code`; the copy is still in the trash then.
 */
export async function restoreCopy(core: Core, copy: TrashedCopyRow, signal?: AbortSignal): Promise<void> {
  const { path } = copy
  const trashed_path = await requireTrashed(core, copy)
  await requireOwnPath(core, copy)
  if ((await offlineAmong(core, [path]))(path))
    throw new RushesError('FILE_MISSING', `The disk of ${path} is offline. The copy stays in the trash.`)
  const [present, trashed] = [await statLink(path), await statLink(trashed_path)]
  if (trashed && present) await removeTrashed(core, copy, trashed_path, signal)
  else if (trashed)
    await moveFile(trashed_path, path, {
      library: core.layout.folder,
      files: core.files,
      fileHash: copy.file_hash,
      ...(signal && { signal }),
    })
  else if (Number(present?.size ?? -1) !== copy.size_bytes)
    throw new RushesError('FILE_MISSING', `${trashed_path} is no longer in the trash.`)
  await recordRestored(core, copy)
  await removeEmptyFolders(trashed_path)
}

/** Requires a path that may be written: one in the library, or one that a copy left from here. See [Note: proofs]. */
async function requireOwnPath({ layout }: Core, copy: TrashedCopyRow): Promise<void> {
  const { path, trashed_path } = copy
  const { proof } = JSON.parse(copy.location) as KeptLocation
  if (isProven(nameOf(copy), proof) || (await findOwned(layout, path, 'media'))) return
  throw new RushesError(
    'CONFLICT',
    `${path} was not moved to the trash on this computer, so it was not restored there. Its file is ${trashed_path}.`,
  )
}

/** The former location of a trashed copy, with the proof that it was trashed here. */
type KeptLocation = LocationRow & { proof?: string }

/** Returns a location as the row of a trashed copy keeps it. */
export function keepLocation(copy: TrashedName, location: LocationRow): string {
  return JSON.stringify({ ...location, proof: prove(nameOf(copy)) } satisfies KeptLocation)
}

type TrashedName = Pick<TrashedCopyRow, 'step_id' | 'seq' | 'path'>

function nameOf({ step_id, seq, path }: TrashedName): string {
  return JSON.stringify(['trashed copy', step_id, seq, path])
}

/**
 * Removes the file in the trash if the copy is at its own path too: a process may have died between the two names, or
 * between copying and removing.
 */
async function removeTrashed(
  core: Core,
  { path, file_hash }: TrashedCopyRow,
  trashed_path: OwnedPath,
  signal?: AbortSignal,
): Promise<void> {
  const { size } = (await statLink(path)) ?? {}
  const isSame = size === (await statLink(trashed_path))?.size
  const read = isSame ? await core.files.run({ kind: 'hash', path }, { signal }).catch(() => undefined) : undefined
  if (read?.file_hash !== file_hash)
    throw new RushesError('CONFLICT', `${path} is another file now. The copy stays in the trash, as ${trashed_path}.`)
  await rm(trashed_path)
}

async function recordRestored(core: Core, copy: TrashedCopyRow): Promise<void> {
  const { proof: _, ...location } = JSON.parse(copy.location) as KeptLocation
  const played = JSON.parse(copy.played) as TrashedPlay[]
  await core.write(async ({ db, touch }) => {
    await upsertLocation(db, { ...location, missing_since: null })
    for (const { kind, id, path } of played) {
      if (kind === 'image') await setImagePath(db, id, path)
      else if ((await findVideo(db, id))?.file_path === copy.kept_path && !(await findVideoByPath(db, path)))
        await updateVideo(db, id, { file_path: path })
    }
    await deleteTrashedCopy(db, copy)
    touch('videos', 'images', 'duplicates', 'analyses', 'processing')
  })
}
