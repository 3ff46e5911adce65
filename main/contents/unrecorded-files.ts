import { existsSync, rmSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import { isRecorded } from '../database/contents/is-recorded.ts'
import { listLeftFrames } from '../storage/frames.ts'
import { sweepIncoming } from '../storage/incoming.ts'
import { findOwned } from '../storage/inside-library.ts'
import { announcePlacing, freeReserved, listLeftPlacing, type Placing } from '../storage/placing.ts'
import { releaseLeaving, whileLeaving } from './leaving-files.ts'
import { removeUnrecordedFrames } from './unrecorded-frames.ts'

type Library = Pick<Core, 'layout' | 'db' | 'write'>

/**
 * Runs `work`, which puts a file at `target` and records it.
 *
 * [Note: no file without a row] Bytes are in place before the row that names them, so a full disk or the end of the
 * process can leave a file without a row. A marker in the incoming folder names it meanwhile. If `work` fails, the file
 * is removed; if the process dies, the next one that opens the library removes it, and the marker only after it. A file
 * that was there before stays. No row loses its file to that: see [Note: leaving files].
 */
export async function whileUnrecorded<T>(core: Library, target: string, work: () => Promise<T>): Promise<T> {
  if (existsSync(target)) return await work()
  const placing = announcePlacing(core.layout, target)
  let result: T
  try {
    result = await work()
  } catch (error) {
    await removeUnlessRecorded(core, placing).catch(() => undefined)
    throw error
  }
  rmSync(placing.marker, { force: true })
  return result
}

/** Removes the files that processes which have ended put into the library and did not record. */
export async function removeUnrecorded(core: Library): Promise<void> {
  await releaseLeaving(core)
  for (const placing of listLeftPlacing(core.layout)) await removeUnlessRecorded(core, placing)
  for (const { fileHashes, marker } of listLeftFrames(core.layout)) {
    if (await removeUnrecordedFrames(core, fileHashes)) rmSync(marker, { force: true })
  }
  sweepIncoming(core.layout)
}

/** Removes a file, then its marker, which stays for a later opening while another process takes the file away. */
async function removeUnlessRecorded({ layout, write }: Library, placing: Placing): Promise<void> {
  const { target, fileHash, marker } = placing
  freeReserved(placing)
  const path = await findOwned(layout, target)
  const isFree = async (db: Db) => !(await isRecorded(db, target, fileHash))
  const state = path && (await whileLeaving({ write }, path, isFree, () => rm(path, { force: true })))
  if (state !== 'claimed') rmSync(marker, { force: true })
}
