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
 * Removes videos or images. With `delete_file`, their files that the library does not own go to the system's trash,
 * where a person finds them; those that it owns are in its own, as always.
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
    if (one)
      for (const path of await listOutside(core, kind, one)) files.push(await trashFile(core, path, kind.hashOf(one)))
  }
  return { removed, files }
}

/** Lists the files that belong to it alone and are not inside the library. */
async function listOutside<Removed>({ layout }: Core, kind: Removable<Removed>, removed: Removed): Promise<string[]> {
  const named = kind.pathsOf(removed).filter((path) => !isObjectAddress(path) && !path.includes('\0'))
  const paths = new Set(named.map((path) => absolutePath(layout, path)))
  const outside: string[] = []
  for (const path of paths) if (!(await findOwned(layout, path)) && (await statLink(path))) outside.push(path)
  return outside
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
