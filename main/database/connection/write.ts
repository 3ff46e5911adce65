import type { Topic } from '../../../shared/contract/events.ts'
import type { Events } from '../../events.ts'
import type { WritableDb } from './connection.ts'
import { type CheckFiles, type FileStates, withFileStates } from './file-states.ts'
import { toTimestamp } from './timestamp.ts'

/** Marks topics as changed by the running transaction. */
export type Touch = (...topics: Topic[]) => void

/**
 * The handles of a running transaction.
 *
 * [Note: transactions] A transaction contains queries and nothing else, because every other writer waits for its end: a
 * disk that hangs or a large file would hold them all up. Files are checked before it begins, and `files` says how they
 * were found. Functions that run in a transaction take this object and never the core; a test of the architecture
 * requires that.
 */
export interface Transaction {
  readonly db: WritableDb
  readonly touch: Touch
  /** When the transaction began, as rows have it. */
  readonly now: string
  readonly files: FileStates
}

/**
 * Runs `work` in a transaction and announces the touched topics after the commit; a failed transaction announces
 * nothing. `paths` are those of the files that `work` will ask for, as far as they are known; for any other one, the
 * transaction is rolled back, the file checked, and `work` repeated.
 */
export type Write = <T>(work: (transaction: Transaction) => Promise<T>, paths?: readonly string[]) => Promise<T>

interface WriteOptions {
  events: Events
  clock: () => Date
  /** Throws if the library may not be changed. */
  requireWritable: () => void
  checkFiles: CheckFiles
}

/** Returns the function through which all writes go. */
export function createWrite(db: WritableDb, { events, clock, requireWritable, checkFiles }: WriteOptions): Write {
  return async (work, paths = []) => {
    requireWritable()
    const [result, touched] = await withFileStates(checkFiles, paths, (files) =>
      db.transaction().execute(async (transaction) => {
        const changed = new Set<Topic>()
        const touch: Touch = (...topics) => {
          for (const topic of topics) changed.add(topic)
        }
        const now = toTimestamp(clock())
        return [await work({ db: transaction, touch, now, files }), changed] as const
      }),
    )
    events.changed(touched)
    return result
  }
}
