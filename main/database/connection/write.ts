import { AsyncLocalStorage } from 'node:async_hooks'
import { sql } from 'kysely'
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
 *
 * [Note: shared transactions] Writes wait for one another. Those of one step that wait together, as those of the files
 * of an import, share the next transaction: to begin one, to note it in the journal and to commit it takes longer than
 * to record a file. Each has a savepoint, so that one that fails takes none of the others with it.
 */
export function createWrite(db: WritableDb, { events, clock, requireWritable, checkFiles }: WriteOptions): Write {
  const enqueue = createQueue(async (group, step) => {
    const changed = new Set<Topic>()
    const touch: Touch = (...topics) => {
      for (const topic of topics) changed.add(topic)
    }
    const outcomes = await db.transaction().execute(async (transaction) => {
      const now = toTimestamp(clock())
      const end = await endOfJournal(transaction)
      const outcomes = await runAll(transaction, group, { db: transaction, touch, now })
      const entry = await recordEntry(transaction, step, end, now)
      if (step.isDryRun) throw new DryRunEnd(await readReport(transaction, entry))
      if (entry !== undefined) touch('history')
      return outcomes
    })
    events.changed(changed)
    return outcomes
  })
  return async (work, paths = []) => {
    requireWritable()
    const step = currentStep() ?? background()
    return await withFileStates(checkFiles, paths, (files) => enqueue(step, (handles) => work({ ...handles, files })))
  }
}

type Handles = Omit<Transaction, 'files'>
type Outcome = { result: unknown } | { error: unknown }

/** A write that waits for its transaction. */
interface WaitingWrite {
  step: Step
  /** Runs a function in the asynchronous context of the caller. */
  inContext: <T>(run: () => T) => T
  work(handles: Handles): Promise<unknown>
  settle(outcome: Outcome): void
}

/** Runs each write in a savepoint of its own; an only one in none, so that its failure ends the transaction. */
async function runAll(db: WritableDb, group: readonly WaitingWrite[], handles: Handles): Promise<Outcome[]> {
  const outcomes: Outcome[] = []
  for (const { inContext, work } of group) {
    const run = () => inContext(() => work(handles))
    outcomes.push(group.length === 1 ? { result: await run() } : await withSavepoint(db, run))
  }
  return outcomes
}

/**
 * Undoes what `run` wrote if it fails. The savepoint ends with the transaction: to release it would be another trip to
 * the thread of the queries.
 * @throws what `run` threw, if the whole transaction has ended: SQLite ends it if the disk is full.
 */
async function withSavepoint(db: WritableDb, run: () => Promise<unknown>): Promise<Outcome> {
  await sql`SAVEPOINT shared`.execute(db)
  const outcome = await run().then(
    (result) => ({ result }),
    (error: unknown) => ({ error }),
  )
  if ('error' in outcome) {
    await sql`ROLLBACK TO shared`.execute(db).catch(() => {
      throw outcome.error
    })
  }
  return outcome
}

/** Most writes in a transaction: a person’s write waits for all of them. */
const mostShared = 16

/** Returns a function that has writes run by `runGroup`, in groups of one step, one group at a time. */
function createQueue(runGroup: (group: readonly WaitingWrite[], step: Step) => Promise<Outcome[]>) {
  const waiting = new Set<WaitingWrite>()
  let isRunning = false

  async function runNext(): Promise<void> {
    const [first] = waiting
    if (isRunning || !first) return
    isRunning = true
    const { step } = first
    const group = step.isDryRun ? [first] : [...waiting].filter((it) => it.step === step).slice(0, mostShared)
    for (const each of group) waiting.delete(each)
    const outcomes = await first.inContext(() => runGroup(group, step)).catch((error) => group.map(() => ({ error })))
    for (const [index, { settle }] of group.entries()) settle(outcomes[index] ?? { result: undefined })
    isRunning = false
    void runNext()
  }

  return <T>(step: Step, work: (handles: Handles) => Promise<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      const settle = (outcome: Outcome) => ('error' in outcome ? reject(outcome.error) : resolve(outcome.result as T))
      waiting.add({ step, inContext: AsyncLocalStorage.snapshot(), work, settle })
      void runNext()
    })
}
