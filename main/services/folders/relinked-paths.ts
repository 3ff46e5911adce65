import { realpath, stat } from 'node:fs/promises'
import { join, posix, win32 } from 'node:path'
import { describeFileError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { isWithin } from '../../storage/inside-library.ts'
import { badField, requireAbsolute } from '../calls/input.ts'

/** A folder as the library has it, and the folder that has its files now, both without a separator at the end. */
export interface RelinkedFolder {
  from: string
  to: string
  /** The separator in `from`, which may be of another system. */
  separator: string
}

/**
 * Returns the folders of a relink. The former one need not exist.
 * @throws RushesError BAD_INPUT, FILE_MISSING, FILE_UNREADABLE
 */
export async function requireFolders(core: Core, input: { from: string; to: string }): Promise<RelinkedFolder> {
  const { normalize, isAbsolute, sep } = posix.isAbsolute(input.from) ? posix : win32
  if (!isAbsolute(input.from) || input.from.includes('\0'))
    throw badField('from', `“${input.from}” is not an absolute path.`)
  requireAbsolute('to', [input.to])
  const to = await realpath(input.to).catch((error) => {
    throw describeFileError(error, input.to)
  })
  if (!(await stat(to)).isDirectory()) throw badField('to', `${input.to} is not a folder.`)
  const from = normalize(input.from).replace(/[\\/]+$/, '')
  const { folder } = core.layout
  if ([from, to].some((path) => path === folder || isWithin(path, folder)))
    throw badField('from', 'Choose folders outside of the library. The library finds its own files after a move.')
  if (from === to || isWithin(from, to) || isWithin(to, from))
    throw badField(
      'to',
      'Choose a folder that is neither the former one, nor inside it, nor around it. Import it instead.',
    )
  return { from, to, separator: sep }
}

/**
 * Lists the paths that a file of the former folder may have now. A copy to another file system may have changed the
 * Unicode form of its name.
 */
export function relinkedPaths({ from, to, separator }: RelinkedFolder, path: string): [string, ...string[]] {
  const rest = path.slice(from.length + 1).split(separator)
  const plain = join(to, ...rest)
  const forms = (['NFC', 'NFD'] as const).map((form) => join(to, ...rest.map((name) => name.normalize(form))))
  return [plain, ...forms.filter((one, index) => one !== plain && forms.indexOf(one) === index)]
}
