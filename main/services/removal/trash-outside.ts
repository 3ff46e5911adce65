import type { OutsideFile } from '../../../shared/contract/removal.ts'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import { isObjectAddress } from '../../../shared/object-address.ts'
import type { Core } from '../../core.ts'
import { absolutePath } from '../../storage/absolute-path.ts'
import { findOwned } from '../../storage/inside-library.ts'
import { statLink } from '../../storage/stat-link.ts'
import { type Caller, requireScope } from '../calls/caller.ts'
import type { Removable } from './removable.ts'
import { removeAll } from './remove.ts'

/**
 * Removes videos or images. With `delete_file`, the file that each played from goes to the system's trash if the
 * library does not own it; files that it owns go to its own trash, as always, and other copies stay.
 * @throws RushesError MISSING_SCOPE, NOT_SUPPORTED
 */
export async function removeWithFiles<Removed>(
  core: Core,
  caller: Caller,
  kind: Removable<Removed>,
  { ids, delete_file }: { ids: readonly string[]; delete_file: boolean },
): Promise<{ removed: string[]; files?: OutsideFile[] }> {
  if (!delete_file) return await removeAll(core, kind, ids)
  requireScope(caller, 'admin')
  if (!core.platform.trashFile) throw new RushesError('NOT_SUPPORTED', 'This computer has no trash to move files to.')
  const { removed } = await removeAll(core, kind, ids)
  const files: OutsideFile[] = []
  for (const id of removed) {
    const one = await kind.findRemoved(core.db, id)
    const path = one && (await findOutside(core, kind, one))
    if (one && path !== undefined) files.push(await trashFile(core, path, kind.hashOf(one)))
  }
  return { removed, files }
}

/** Returns the path of the file that it played from, if the library does not own it; undefined if it is gone. */
async function findOutside<Removed>(
  { layout }: Core,
  kind: Removable<Removed>,
  removed: Removed,
): Promise<string | undefined> {
  const named = kind.fileOf(removed)
  if (named === undefined || isObjectAddress(named) || named.includes('\0')) return undefined
  const path = absolutePath(layout, named)
  return (await findOwned(layout, path)) || !(await statLink(path)) ? undefined : path
}

/**
 * Moves one file to the system's trash. The path is a text of the database, which may come from someone else ([Note:
 * what the library owns]), so only a file that has the content moves, which is read in full.
 */
async function trashFile(core: Core, path: string, fileHash: string): Promise<OutsideFile> {
  try {
    const stats = await statLink(path)
    if (!stats?.isFile()) throw new RushesError('CONFLICT', `${path} is a link, or no file.`)
    const { file_hash, changed } = await core.files.run({ kind: 'hash', path }, {})
    if (changed || file_hash !== fileHash) throw new RushesError('FILE_CHANGED', `${path} has another content now.`)
    await core.platform.trashFile?.(path)
    return { path, error: null }
  } catch (error) {
    return { path, error: `${messageOf(error)} It stays.` }
  }
}
