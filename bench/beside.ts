import { setTimeout as wait } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'

/** Repeats some work until it is stopped. */
export function repeat(work: () => Promise<unknown>): { stop(): Promise<void> } {
  let isRunning = true
  const running = (async () => {
    while (isRunning) await work()
  })()
  return {
    async stop() {
      isRunning = false
      await running
    },
  }
}

/** Holds the write lock of a database for half a second, as another program, then waits as long. */
export async function holdLock(path: string): Promise<void> {
  const database = new BetterSqlite3(path)
  database.exec('BEGIN IMMEDIATE')
  await wait(500)
  database.exec('ROLLBACK')
  database.close()
  await wait(500)
}
