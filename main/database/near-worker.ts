import { parentPort, workerData } from 'node:worker_threads'
import BetterSqlite3 from 'better-sqlite3'
import { messageOf } from '../../shared/errors.ts'
import { createNearSearch } from './near-search.ts'
import type { NearQuestion, NearReply } from './near-thread.ts'

// All hashes are compared with each other: too long for the main thread.
const database = new BetterSqlite3(String(workerData), { readonly: true })
database.pragma('busy_timeout = 10000')
const search = createNearSearch(database)

parentPort?.on('message', ({ id, stop, ...request }: NearQuestion) => {
  const found = answer(id, request, () => Atomics.load(stop, 0) !== 0)
  if (found) parentPort?.postMessage(found)
})

/** Undefined where nobody waits for it any more. */
function answer(
  id: number,
  request: Omit<NearQuestion, 'id' | 'stop'>,
  shouldStop: () => boolean,
): NearReply | undefined {
  try {
    const found = search(request, shouldStop)
    return found && { id, found }
  } catch (error) {
    return { id, error: messageOf(error) }
  }
}
