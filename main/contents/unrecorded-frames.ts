import { rm } from 'node:fs/promises'
import type { Core } from '../core.ts'
import { deleteLeaving } from '../database/contents/leaving-files.ts'
import { deleteBucketFrames, findStorageSettings, insertBucketDeletions } from '../database/storage.ts'
import { listUnrecordedFrames } from '../database/timelines/frames.ts'
import { findOwned } from '../storage/inside-library.ts'
import { cachedFramePath, framePath } from '../storage/layout.ts'
import { keyOf } from '../storage/objects/object-store.ts'
import { claimLeaving } from './leaving-files.ts'

/** Frames that leave in one step. */
const atOnce = 500

/**
 * Removes the files of frames that no timeline has. While they leave, no timeline can be recorded that counts on them
 * ([Note: leaving files]). Those in the bucket are put on the list of objects to delete. Returns false if another
 * process is taking some of them away.
 */
export async function removeUnrecordedFrames(
  { layout, write }: Pick<Core, 'layout' | 'write'>,
  fileHashes: readonly string[],
): Promise<boolean> {
  let isEachOurs = true
  for (let start = 0; start < fileHashes.length; start += atOnce) {
    const frames = fileHashes.slice(start, start + atOnce).map((hash) => {
      const path = framePath(layout, hash)
      return { hash, key: keyOf(layout, path), paths: [path, cachedFramePath(layout, hash)] }
    })
    const leaving = await write(async ({ db }) => {
      const hashes = await listUnrecordedFrames(
        db,
        frames.map(({ hash }) => hash),
      )
      const unrecorded = frames.filter(({ hash }) => hashes.includes(hash))
      if (await findStorageSettings(db)) {
        await deleteBucketFrames(db, hashes)
        await insertBucketDeletions(
          db,
          unrecorded.map(({ key }) => key),
        )
      }
      const ours: string[] = []
      const paths = unrecorded.flatMap((frame) => frame.paths)
      for (const path of paths) if (await claimLeaving(db, path)) ours.push(path)
      isEachOurs &&= ours.length === paths.length
      return ours
    })
    try {
      for (const path of leaving) {
        const owned = (await findOwned(layout, path, 'frames')) ?? (await findOwned(layout, path, 'cachedFrames'))
        if (owned !== undefined) await rm(owned, { force: true })
      }
    } finally {
      await write(({ db }) => deleteLeaving(db, leaving))
    }
  }
  return isEachOurs
}
