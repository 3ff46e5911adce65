import { v7 as uuidv7 } from 'uuid'
import type { Topic } from '../../../shared/contract/events.ts'
import type { Events } from '../../events.ts'
import { currentStep, type Step } from '../journal/current-step.ts'
import { DryRunEnd, readReport } from '../journal/dry-run.ts'
import { endOfJournal, recordEntry } from '../journal/record-entry.ts'
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

/** The step of work that nobody asked for, as that of a watched folder. */
const background = (): Step => ({ id: uuidv7(), author: 'rushes', user_id: null, action: 'background' })

/**
 * Returns the function through which all writes go. What the triggers of the journal record of a transaction becomes an
 * entry of the current step in the same transaction.
 */
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
        const step = currentStep() ?? background()
        const end = await endOfJournal(transaction)
        const result = await work({ db: transaction, touch, now, files })
        const entry = await recordEntry(transaction, step, end, now)
        if (step.isDryRun) throw new DryRunEnd(await readReport(transaction, entry))
        if (entry !== undefined) touch('history')
        return [result, changed] as const
      }),
    )
    events.changed(touched)
    return result
  }
}
