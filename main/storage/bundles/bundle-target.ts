import { lstat } from 'node:fs/promises'
import { dirname } from 'node:path'
import { RushesError } from '../../../shared/errors.ts'
import { isWithin } from '../inside-library.ts'
import type { Layout } from '../layout.ts'
import { openFolderTarget } from './folder-target.ts'
import type { BundleTarget } from './new-bundle.ts'
import { openZipTarget } from './zip-target.ts'

/**
 * Opens the bundle at `path` for writing: a zip file if it ends in `.zip`, else a folder. One that an earlier export
 * has not completed is continued.
 * @throws RushesError BAD_INPUT, CONFLICT if something else is there; an Error with the system’s `code`.
 */
export async function openBundleTarget(layout: Layout, path: string): Promise<BundleTarget> {
  if (path === layout.folder || isWithin(path, layout.folder))
    throw new RushesError('BAD_INPUT', `${path} is inside the library. Export to another folder.`)
  const parent = await lstat(dirname(path)).catch(() => undefined)
  if (parent === undefined) throw new RushesError('BAD_INPUT', `The folder ${dirname(path)} does not exist.`)
  return path.toLowerCase().endsWith('.zip') ? await openZipTarget(path) : await openFolderTarget(path)
}
