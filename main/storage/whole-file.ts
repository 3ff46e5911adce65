import { randomUUID } from 'node:crypto'
import { chmod, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { incomingFolder } from './incoming.ts'
import { requireOwned } from './inside-library.ts'
import type { Layout } from './layout.ts'
import { makeFolder, privateFile } from './make-folder.ts'

/**
 * Has `write` create a file with a temporary name in the incoming folder (with the extension of `target`, so that tools
 * know the format), then renames it: `target` is a complete file or does not exist. The temporary file is removed after
 * a failure.
 * @throws RushesError LIBRARY_UNUSABLE if `target` leads out of the library ([Note: what the library owns]).
 */
export async function writeWhole(
  layout: Layout,
  target: string,
  write: (temporary: string) => Promise<void>,
): Promise<void> {
  await requireOwned(layout, target)
  const temporary = join(incomingFolder(layout), `${randomUUID()}-${basename(target)}`)
  try {
    await write(temporary)
    await syncFile(temporary)
    await chmod(temporary, privateFile)
    // Again, because writing may have taken minutes.
    const path = await requireOwned(layout, target)
    makeFolder(layout.folder, dirname(path))
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** Waits until the bytes of a file are on disk. */
export async function syncFile(path: string): Promise<void> {
  const file = await open(path, 'r+')
  try {
    await file.sync()
  } finally {
    await file.close()
  }
}
