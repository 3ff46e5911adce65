import { rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { RushesError } from '../../../shared/errors.ts'
import { whileLeaving, whileStaying } from '../../contents/leaving-files.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { findLocation } from '../../database/contents/locations.ts'
import { isDryRun } from '../../database/journal/dry-run.ts'
import { hasTwinInTrash } from '../../database/removal/trash.ts'
import { spellingsOf } from '../../storage/absolute-path.ts'
import { findOwned, type OwnedPath } from '../../storage/inside-library.ts'
import { moveWithin } from '../../storage/move-file.ts'
import { statLink } from '../../storage/stat-link.ts'
import type { Removable } from './removable.ts'

/**
 * Removes videos or images from the library and ignores unknown ids. Files that the library owns move to its trash,
 * under the id; all others stay where they are. `alongside` runs in the same transaction. Returns the ids that were
 * removed.
 */
export async function removeAll<Removed>(
  core: Core,
  kind: Removable<Removed>,
  ids: readonly string[],
  alongside?: (transaction: Transaction, removed: readonly Removed[]) => Promise<void>,
): Promise<{ removed: string[] }> {
  const removed = await core.write(async (transaction) => {
    const { db, touch, now } = transaction
    const found: Removed[] = []
    for (const id of new Set(ids)) {
      const one = await kind.remove(db, id, now)
      if (one) found.push(one)
    }
    if (found.length > 0) touch(kind.noun)
    await alongside?.(transaction, found)
    return found
  })
  if (removed.length > 0) await core.sync()
  for (const one of removed) await trashFiles(core, kind, one)
  return { removed: removed.map(kind.idOf) }
}

/**
 * Restores removed videos or images with their names, facts and locations, and ignores ids that were not removed.
 * `alongside` runs first in the same transaction. Returns the ids that were restored.
 * @throws RushesError CONFLICT if the content of one has been imported again; nothing is restored then.
 */
export async function restoreAll<Removed>(
  core: Core,
  kind: Removable<Removed>,
  ids: readonly string[],
  alongside?: (transaction: Transaction) => Promise<void>,
): Promise<{ restored: string[] }> {
  const inTrash = new Map<string, Removed>()
  for (const id of ids) {
    const one = await kind.findRemoved(core.db, id)
    if (one) inTrash.set(id, one)
  }
  const removed = [...inTrash.values()]
  await kind.requireGone(core.db, removed)
  const owned: OwnedFile[] = []
  for (const one of removed) owned.push(...(await listOwnedFiles(core, kind, one)))
  const bring = async () => {
    // A dry run ends in the transaction below.
    if (isDryRun()) return
    for (const { path, trashed } of owned) await moveWithin(core.layout, trashed, path)
  }
  // The process that removed them may not have moved their files to the trash yet, and one may be deleting them.
  const paths = [...owned.map(({ path }) => path), ...[...inTrash.keys()].map((id) => folderInTrash(core, id))]
  return await whileStaying(core, paths, bring, async (transaction) => {
    const { db, touch, now } = transaction
    await kind.requireGone(db, removed)
    await alongside?.(transaction)
    const restored: string[] = []
    for (const id of inTrash.keys()) {
      // Skips one that another process has restored or deleted since.
      const one = await kind.findRemoved(db, id)
      if (!one) continue
      await kind.restore(db, one, now)
      restored.push(id)
    }
    if (restored.length > 0) touch(kind.noun)
    return { restored }
  })
}

interface OwnedFile {
  path: OwnedPath
  trashed: OwnedPath
}

/**
 * Lists the files in the library's folders for media, with their paths there and in the trash. The id, too, is any text
 * that another program wrote. See [Note: what the library owns].
 */
async function listOwnedFiles<Removed>(
  { layout }: Core,
  kind: Removable<Removed>,
  removed: Removed,
): Promise<OwnedFile[]> {
  const files = new Map<OwnedPath, OwnedFile>()
  for (const named of kind.pathsOf(removed)) {
    const path = await findOwned(layout, named, 'media')
    const trashed = path && (await findOwned(layout, join(layout.trash, kind.idOf(removed), basename(path)), 'trash'))
    if (path && trashed) files.set(path, { path, trashed })
  }
  return [...files.values()]
}

/** Measures the files of one removed video or image in the trash, in bytes. */
export async function sizeInTrash<Removed>(core: Core, kind: Removable<Removed>, removed: Removed): Promise<number> {
  const files = await listOwnedFiles(core, kind, removed)
  const sizes = await Promise.all(files.map(async ({ trashed }) => (await statLink(trashed))?.size ?? 0n))
  return Number(sizes.reduce((sum, size) => sum + size, 0n))
}

/**
 * Deletes the files of one removed video or image for good, also those that had not reached the trash or that an
 * unfinished restore has brought back, then its tombstone with `deleteRow`. Does nothing if another process restored or
 * deleted it meanwhile; from then on, none can.
 * @throws RushesError LIBRARY_BUSY if another process is deleting it, or moving one of its files
 */
export async function deleteTrashed<Removed>(
  core: Core,
  kind: Removable<Removed>,
  { id, removed }: { id: string; removed: Removed },
  deleteRow: () => Promise<void>,
): Promise<void> {
  const isInTrash = async (db: Db) => (await kind.findRemoved(db, id)) !== undefined
  const state = await whileLeaving(core, folderInTrash(core, id), isInTrash, async () => {
    for (const file of await listOwnedFiles(core, kind, removed)) await deleteFile(core, kind, { id, ...file })
    await deleteRow()
  })
  if (state === 'claimed') throw new RushesError('LIBRARY_BUSY', 'Another process is deleting it.')
}

async function deleteFile<Removed>(
  core: Core,
  kind: Removable<Removed>,
  { id, path, trashed }: OwnedFile & { id: string },
): Promise<void> {
  const isNamed = isNamedIn(core, kind, path)
  const isFree = async (db: Db) => !(await isNamed(db)) && !(await hasTwinInTrash(db, kind.noun, id))
  // A restore that moves the one in the trash meanwhile moves it to the other path, which is deleted last.
  const state = await whileLeaving(core, path, isFree, async () => {
    await rm(trashed, { force: true })
    await rm(path, { force: true })
  })
  if (state === 'claimed') throw new RushesError('LIBRARY_BUSY', `Another process is moving ${path}.`)
  if (state === 'needed') await rm(trashed, { force: true })
  await rmdir(dirname(trashed)).catch(() => undefined)
}

const folderInTrash = ({ layout }: Core, id: string) => join(layout.trash, id)

/**
 * Moves the files to the trash. It runs after the commit: after a crash, or if a move fails, `restoreAll` finds them at
 * their old path too.
 */
async function trashFiles<Removed>(core: Core, kind: Removable<Removed>, removed: Removed): Promise<void> {
  for (const { path, trashed } of await listOwnedFiles(core, kind, removed)) {
    const isNamed = isNamedIn(core, kind, path)
    const isFree = async (db: Db) => !(await isNamed(db))
    await whileLeaving(core, path, isFree, () => moveWithin(core.layout, path, trashed)).catch((error) =>
      core.log.warn('file not moved to the trash', { path, error: String(error) }),
    )
  }
}

/** Returns the test that a row names a file: an import of the same content may have recorded this very file. */
function isNamedIn<Removed>({ layout }: Core, kind: Removable<Removed>, path: OwnedPath): (db: Db) => Promise<boolean> {
  return async (db) => {
    const rows = await Promise.all(spellingsOf(layout, path).map((spelling) => kind.findByPath(db, spelling)))
    return rows.some((row) => row !== undefined) || (await findLocation(db, path)) !== undefined
  }
}
