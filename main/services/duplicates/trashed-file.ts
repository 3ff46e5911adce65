import { rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import type { TrashedCopyRow } from '../../database/tables.ts'
import { findOwned, type OwnedPath } from '../../storage/inside-library.ts'

/**
 * Returns the real path of a copy's file in the trash; the file may be gone.
 * @throws RushesError CONFLICT if it is not in the library's trash.
 */
export async function requireTrashed({ layout }: Core, { trashed_path }: TrashedCopyRow): Promise<OwnedPath> {
  const found = await findOwned(layout, trashed_path, 'trash')
  if (found !== undefined) return found
  throw new RushesError('CONFLICT', `${trashed_path} is not in this library’s trash, so it was left alone.`)
}

/** Deletes the file of a copy in the trash for good. */
export async function deleteTrashedFile(path: OwnedPath): Promise<void> {
  await rm(path, { force: true })
  await removeEmptyFolders(path)
}

/** Removes the folders of a step and of a copy in the trash once nothing is left in them. */
export async function removeEmptyFolders(path: OwnedPath): Promise<void> {
  for (const folder of [dirname(path), dirname(dirname(path))]) await rmdir(folder).catch(() => undefined)
}
