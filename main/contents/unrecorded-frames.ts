import { rm } from 'node:fs/promises'
import type { Core } from '../core.ts'
import { deleteLeaving, insertLeaving } from '../database/contents/leaving-files.ts'
import { listUnrecordedFrames } from '../database/timelines/frames.ts'
import { findOwned } from '../storage/inside-library.ts'
import { framePath } from '../storage/layout.ts'
import { thisProcess } from '../storage/process-life.ts'

/** Frames that leave in one step. */
const atOnce = 500

/**
 * Removes the files of frames that no timeline has. While they leave, no timeline can be recorded that counts on them
 * ([Note: leaving files]).
 */
export async function removeUnrecordedFrames(
  { layout, write }: Pick<Core, 'layout' | 'write'>,
  fileHashes: readonly string[],
): Promise<void> {
  for (let start = 0; start < fileHashes.length; start += atOnce) {
    const paths = new Map(fileHashes.slice(start, start + atOnce).map((hash) => [hash, framePath(layout, hash)]))
    const leaving = await write(async ({ db }) => {
      const ours: string[] = []
      for (const fileHash of await listUnrecordedFrames(db, [...paths.keys()])) {
        const path = paths.get(fileHash)
        if (path !== undefined && (await insertLeaving(db, path, thisProcess))) ours.push(path)
      }
      return ours
    })
    try {
      for (const path of leaving) {
        const owned = await findOwned(layout, path, 'frames')
        if (owned !== undefined) await rm(owned, { force: true })
      }
    } finally {
      await write(({ db }) => deleteLeaving(db, leaving))
    }
  }
}
