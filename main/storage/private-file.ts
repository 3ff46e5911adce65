import { randomUUID } from 'node:crypto'
import { chmod, type link, mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import { systemCode } from '../../shared/errors.ts'
import { privateFile, privateFolder } from './make-folder.ts'

/**
 * Writes a whole file of this computer's configuration, which only its owner may read, and its folder. `keep` gives it
 * its name: `rename` replaces a file, `link` fails with EEXIST if there is one.
 */
export async function writePrivate(
  path: string,
  content: string | Uint8Array,
  keep: typeof rename | typeof link = rename,
): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: privateFolder })
  const temporary = `${path}.${randomUUID()}`
  try {
    await writeFile(temporary, content, { mode: privateFile, flush: true })
    await chmod(temporary, privateFile)
    await keep(temporary, path)
  } finally {
    await rm(temporary, { force: true })
  }
}

/** Returns undefined for the error of a missing file, and throws any other. */
export function undefinedIfMissing(error: unknown): undefined {
  if (systemCode(error) !== 'ENOENT') throw error
}
