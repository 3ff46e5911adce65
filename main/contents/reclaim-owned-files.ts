import { basename, extname, sep } from 'node:path'
import type { Core } from '../core.ts'
import { listStoredAt } from '../database/contents/find-content.ts'
import { listMissingInside, markMissing } from '../database/contents/locations.ts'
import type { LocationRow } from '../database/tables.ts'
import type { FileStat } from '../media/files/file-tasks.ts'
import { statFiles } from './stat-files.ts'
import { listStored, setStoredPath } from './stored-content.ts'

/**
 * Gives videos and images their files in the library's folders for media back: older versions took a file with another
 * modification time, as in a copy of the library, for another content, and marked it as missing. Such a file is known
 * by its path, which has the hash of its content as its name, and its size; when it is opened, it is read in full
 * ([Note: an id is a content]).
 */
export async function reclaimOwnedFiles(core: Core): Promise<void> {
  for (const folder of core.layout.mediaFolders) {
    const missing = (await listMissingInside(core.db, folder + sep)).filter(isNamedByContent)
    if (missing.length === 0) continue
    const paths = missing.map(({ path }) => path)
    const stats = await statFiles(core, paths)
    const found = missing.filter(({ path, size_bytes }) => sizeIn(stats.get(path)) === size_bytes)
    for (let start = 0; start < found.length; start += writeSize) {
      await reclaim(core, folder, found.slice(start, start + writeSize))
    }
  }
}

/** Transactions are short: other processes wait for them. */
const writeSize = 100

function isNamedByContent({ path, file_hash }: LocationRow): boolean {
  return basename(path, extname(path)) === file_hash
}

function sizeIn(stats: FileStat | undefined): number | undefined {
  return typeof stats === 'object' ? stats.size_bytes : undefined
}

async function reclaim(core: Core, folder: string, locations: readonly LocationRow[]): Promise<void> {
  await core.write(async (transaction) => {
    const { db, touch } = transaction
    for (const { path, file_hash } of locations) {
      await markMissing(db, path, null)
      const [stored, ...others] = await listStored(transaction, { file_hash })
      const isElsewhere = stored && others.length === 0 && !stored.file_path.startsWith(folder + sep)
      if (isElsewhere && (await listStoredAt(db, path)).length === 0) await setStoredPath(transaction, stored, path)
    }
    touch('videos', 'images', 'analyses', 'processing')
  })
}
