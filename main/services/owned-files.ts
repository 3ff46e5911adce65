import { basename, join, relative, sep } from 'node:path'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection.ts'
import { absolutePath } from '../storage/layout.ts'
import { moveWithin } from '../storage/move-within.ts'

/** A file in the library's own folder, and its place in its trash; both are absolute. */
export interface OwnedFile {
  path: string
  trashed: string
}

/** Those of `paths` that lie in the library's `folder`, each once, with their places in the trash under `id`. */
export function ownedFiles(
  { layout }: Core,
  folder: 'videos' | 'images',
  id: string,
  paths: readonly string[],
): OwnedFile[] {
  const absolute = new Set(paths.map((path) => absolutePath(layout, path)))
  return [...absolute]
    .filter((path) => path.startsWith(layout[folder] + sep))
    .map((path) => ({ path, trashed: join(layout.trash, id, basename(path)) }))
}

/**
 * Moves files of what was removed to the trash, after the commit: a crash or a file that cannot be moved leaves the bytes in their old
 * place, where a restoration finds them too. `findAt` answers with what lies at a path, by its row, as the row spells it.
 */
export async function trashOwned(
  core: Core,
  files: readonly OwnedFile[],
  findAt: (db: Db, path: string) => Promise<unknown>,
): Promise<void> {
  for (const { path, trashed } of files) {
    // Inside the lock: an import of the same content may have recorded this very file meanwhile.
    const moved = core.write(async (db) => {
      // A row may name it from the library's folder on.
      const there = (await findAt(db, path)) ?? (await findAt(db, relative(core.layout.folder, path)))
      if (there === undefined) await moveWithin(path, trashed)
    })
    await moved.catch((error) => core.log.warn('file not moved to the trash', { path, error: String(error) }))
  }
}
