import { randomUUID } from 'node:crypto'
import { chmod, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { incomingFolderFor } from './incoming.ts'
import { requireOwned } from './inside-library.ts'
import type { Layout } from './layout.ts'
import { privateFile } from './make-folder.ts'
import { moveInto } from './move-file.ts'
import { syncFile } from './sync-file.ts'

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
  const temporary = join(incomingFolderFor(layout, target), `${randomUUID()}-${basename(target)}`)
  try {
    await write(temporary)
    await syncFile(temporary)
    await chmod(temporary, privateFile)
    // Again, because writing may have taken minutes.
    await moveInto(layout, temporary, await requireOwned(layout, target))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
