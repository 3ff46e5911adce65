import type { Topic } from '../../shared/contract/events.ts'
import type { Events } from '../events.ts'
import type { Db } from './connection.ts'

/** Notes that the running transaction touches rows of these topics. */
export type Touch = (...topics: Topic[]) => void

export type Write = <T>(work: (db: Db, touch: Touch) => Promise<T>) => Promise<T>

/**
 * Makes the one way to write: `work` runs in a transaction, and what it touched is announced after the commit
 * (nothing is when it fails). Keep `work` short and free of anything but queries: other processes wait for it.
 */
export function createWrite(db: Db, events: Events): Write {
  return async (work) => {
    const touched = new Set<Topic>()
    const result = await db.transaction().execute(async (transaction) =>
      work(transaction, (...topics) => {
        for (const topic of topics) touched.add(topic)
      }),
    )
    events.changed(touched)
    return result
  }
}
