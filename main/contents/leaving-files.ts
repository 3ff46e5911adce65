import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import type { Db } from '../database/connection/connection.ts'
import { UncheckedFiles } from '../database/connection/file-states.ts'
import type { Transaction } from '../database/connection/write.ts'
import {
  countLeaving,
  deleteLeaving,
  insertLeaving,
  isLeaving,
  listLeaving,
} from '../database/contents/leaving-files.ts'
import { hasEnded, thisProcess } from '../storage/process-life.ts'

/**
 * Takes a file of the library away: `takeAway` deletes or moves it. Does nothing unless `isFree` says, in a
 * transaction, that no row needs the file.
 *
 * [Note: leaving files] An import may find a file of the library that another process is about to take away, and record
 * it. A transaction cannot move files, so a row says that a file is leaving before it does, and `requireStaying` looks
 * for that row in the transaction that records the file. Rows of processes that have ended are deleted when the library
 * is opened: such a file stayed or left, and what is recorded by then is checked against the disk.
 */
export async function whileLeaving(
  { write }: Pick<Core, 'write'>,
  path: string,
  isFree: (db: Db) => Promise<boolean>,
  takeAway: () => Promise<void>,
): Promise<void> {
  const isOurs = await write(async ({ db }) => (await isFree(db)) && (await insertLeaving(db, path, thisProcess)))
  if (!isOurs) return
  try {
    await takeAway()
  } finally {
    await write(({ db }) => deleteLeaving(db, [path]))
  }
}

/**
 * Requires, within the transaction that records a file, that it is there and that no process takes it away. A file that
 * was checked before another one left the library is checked again.
 * @throws RushesError FILE_MISSING
 */
export async function requireStaying({ db, files }: Transaction, path: string): Promise<void> {
  const { size_bytes, leaving_count } = files.at(path)
  if (size_bytes === null || (await isLeaving(db, path))) {
    throw new RushesError('FILE_MISSING', `${path} is missing.`)
  }
  if ((await countLeaving(db)) !== leaving_count) throw new UncheckedFiles([path])
}

/** Deletes the rows of files that processes which have ended were taking away. */
export async function releaseLeaving({ db, write }: Pick<Core, 'db' | 'write'>): Promise<void> {
  const left = (await listLeaving(db)).filter(({ owner }) => hasEnded(owner)).map(({ path }) => path)
  if (left.length > 0) await write((transaction) => deleteLeaving(transaction.db, left))
}
