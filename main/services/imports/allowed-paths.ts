import { realpath, stat } from 'node:fs/promises'
import type { ImportRequest } from '../../../shared/contract/imports.ts'
import { describeFileError, RushesError } from '../../../shared/errors.ts'
import { includesScope } from '../../../shared/scopes.ts'
import type { Core } from '../../core.ts'
import { isWithin } from '../../storage/inside-library.ts'
import type { Caller } from '../calls/caller.ts'

/**
 * Returns the paths of an import as its caller may read them. Callers without the scope `admin` name files whose real
 * path is inside a folder of the setting `import_roots`; folders, which can contain links, and `move`, which removes
 * files, are for administrators.
 * @throws RushesError FORBIDDEN, MISSING_SCOPE, FILE_MISSING
 */
export async function allowedPaths(
  { credentials }: Core,
  caller: Caller,
  { paths, mode }: Pick<ImportRequest, 'paths' | 'mode'>,
): Promise<string[]> {
  if (paths.length === 0 || includesScope(caller.scope, 'admin')) return paths
  if (mode === 'move') throw notAllowed('Only an administrator may move files into the library. Use “copy”.')
  const { import_roots } = await credentials.settings()
  const roots = await Promise.all(import_roots.map((root) => realpath(root).catch(() => root)))
  return await Promise.all(paths.map((path) => allowedFile(path, roots)))
}

async function allowedFile(path: string, roots: readonly string[]): Promise<string> {
  const real = await realpath(path).catch(() => undefined)
  // Outside of the roots, a missing file is not told from one that is there.
  if (real === undefined || !roots.some((root) => isWithin(real, root)))
    throw notAllowed(`${path} is in no folder from which you may import by path. Upload the file.`)
  const stats = await stat(real).catch((error) => {
    throw describeFileError(error, path)
  })
  if (!stats.isFile()) throw notAllowed(`${path} is no file. Name the files of the folder.`)
  return real
}

function notAllowed(message: string): RushesError {
  return new RushesError('FORBIDDEN', message, { data: { fields: ['paths'] } })
}
