import { setTimeout } from 'node:timers/promises'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db, WritableDb } from '../database/connection/connection.ts'
import { UncheckedFiles } from '../database/connection/file-states.ts'
import type { Transaction } from '../database/connection/write.ts'
import {
  countLeaving,
  deleteLeaving,
  findLeaving,
  insertLeaving,
  listLeaving,
  readLeaving,
} from '../database/contents/leaving-files.ts'
import { hasEnded, thisProcess } from '../storage/process-life.ts'

/** `needed`: a row needs the file. `claimed`: another process is taking it away. */
type Leaving = 'taken' | 'needed' | 'claimed'

/**
 * Takes a file of the library away: `takeAway` deletes or moves it. Does nothing unless `isFree` says, in a
 * transaction, that no row needs the file, and no other process is taking it away.
 *
 * [Note: leaving files] An import may find a file of the library that another process is about to take away, and
 * record it. A transaction cannot move files, so a row says that a file is leaving before it does, and
 * `requireStaying` looks for that row in the transaction that records the file. A restore waits instead
 * (`whileStaying`), because the file that it brings back may be the one on its way to the trash. Rows of processes
 * that have ended are deleted when the library is opened, and from time to time: such a file stayed or left, and what
 * is recorded by then is checked against the disk.
 */
export async function whileLeaving(
  { write }: Pick<Core, 'write'>,
  path: string,
  isFree: (db: Db) => Promise<boolean>,
  takeAway: () => Promise<void>,
): Promise<Leaving> {
  const state = await write(async ({ db }): Promise<Leaving> => {
    if (!(await isFree(db))) return 'needed'
    return (await claimLeaving(db, path)) ? 'taken' : 'claimed'
  })
  if (state !== 'taken') return state
  try {
    await takeAway()
  } finally {
    await write(({ db }) => deleteLeaving(db, [path]))
  }
  return state
}

/** Records that this process takes a file away. Returns false if another one does so, unless that one has ended. */
export async function claimLeaving(db: WritableDb, path: string): Promise<boolean> {
  const owner = await findLeaving(db, path)
  if (owner !== undefined && hasEnded(owner)) await deleteLeaving(db, [path])
  return await insertLeaving(db, path, thisProcess)
}

/**
 * Requires, within the transaction that records a file, that it is there and that no process takes it away. A file that
 * was checked before another one left the library is checked again.
 * @throws RushesError FILE_MISSING
 */
export async function requireStaying({ db, files }: Transaction, path: string): Promise<void> {
  const { size_bytes, leaving_count } = files.at(path)
  const { isLeaving, count } = await readLeaving(db, path)
  if (size_bytes === null || isLeaving) throw new RushesError('FILE_MISSING', `${path} is missing.`)
  if (count !== leaving_count) throw new UncheckedFiles([path])
}

/** Time until a file that is leaving is looked at again. */
const pauseMs = 20

/**
 * Brings files back to `paths` of the library, and records that in a transaction: both again if a process began to take
 * a file away meanwhile, and only once none takes one of these away.
 */
export async function whileStaying<Result>(
  core: Pick<Core, 'db' | 'write'>,
  paths: readonly string[],
  bring: () => Promise<void>,
  record: (transaction: Transaction) => Promise<Result>,
): Promise<Result> {
  const again = new Error('A file was taken away meanwhile.')
  for (;;) {
    const count = await countLeaving(core.db)
    const leaving = await listLeaving(core.db)
    if (leaving.some(({ path, owner }) => paths.includes(path) && !hasEnded(owner))) {
      await setTimeout(pauseMs)
      continue
    }
    await bring()
    try {
      return await core.write(async (transaction) => {
        if ((await countLeaving(transaction.db)) !== count) throw again
        return await record(transaction)
      })
    } catch (error) {
      if (error !== again) throw error
    }
  }
}

/** Deletes the rows of files that processes which have ended were taking away. */
export async function releaseLeaving({ db, write }: Pick<Core, 'db' | 'write'>): Promise<void> {
  const left = (await listLeaving(db)).filter(({ owner }) => hasEnded(owner)).map(({ path }) => path)
  if (left.length > 0) await write((transaction) => deleteLeaving(transaction.db, left))
}
