import { existsSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { hasImageExtension } from '../../shared/image-files.ts'
import type { Core } from '../core.ts'
import { listUnrecorded } from '../database/contents/is-recorded.ts'
import { listPathsOfContents } from '../database/contents/known-contents.ts'
import { listLocations } from '../database/contents/locations.ts'
import { listWithoutTombstone } from '../database/removal/trash.ts'
import { absolutePath } from '../storage/absolute-path.ts'
import { findOwned, type OwnedPath } from '../storage/inside-library.ts'
import { imagePath, videoPath } from '../storage/layout.ts'
import { ownName } from '../storage/media-folders.ts'
import { moveWithin } from '../storage/move-file.ts'
import { reclaimOwnedFiles } from './reclaim-owned-files.ts'

/**
 * Takes files out of the trash that no row has there, because a backup from before their removal was restored. A video
 * or an image of the library that misses its file gets it back. A content that the backup does not know goes to the
 * folder for new files, from which it is imported as any file without a row.
 */
export async function takeBackFromTrash(core: Core): Promise<void> {
  const { layout, db, log } = core
  const folders = (await readdir(layout.trash, { withFileTypes: true })).filter((entry) => entry.isDirectory())
  const left = await listWithoutTombstone(
    db,
    folders.map(({ name }) => name),
  )
  let moved = 0
  for (const folder of left) {
    for (const { name } of await readdir(join(layout.trash, folder), { withFileTypes: true })) {
      const from = await findOwned(layout, join(layout.trash, folder, name), 'trash')
      const [, fileHash] = ownName.exec(name) ?? []
      if (from === undefined || fileHash === undefined) continue
      try {
        const to = await placeOf(core, fileHash, name)
        if (to === undefined) continue
        await moveWithin(layout, from, to)
        moved++
      } catch (error) {
        log.warn('file not taken out of the trash', { path: from, error: String(error) })
      }
    }
  }
  if (moved > 0) await reclaimOwnedFiles(core)
}

/** Returns the path at which a content of the library is missing, or a new one for a content that no row has. */
async function placeOf({ layout, db }: Core, fileHash: string, name: string): Promise<OwnedPath | undefined> {
  const fresh = (hasImageExtension(name) ? imagePath : videoPath)(layout, fileHash, name)
  const isUnknown = (await listUnrecorded(db, [{ path: fresh, spellings: [fresh], file_hash: fileHash }])).length > 0
  const locations = await listLocations(db, fileHash)
  const known = [...(await listPathsOfContents(db, [fileHash])), ...locations.map(({ path }) => path)]
  const paths = isUnknown ? [fresh] : known
  for (const path of paths.map((each) => absolutePath(layout, each))) {
    const owned = basename(path) === name ? await findOwned(layout, path, 'media') : undefined
    if (owned !== undefined && !existsSync(owned)) return owned
  }
  return undefined
}
