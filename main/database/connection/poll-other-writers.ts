import type { Database } from './connection.ts'
import type { QueryThreads } from './query-threads.ts'

/** A window shows writes of the terminal within two seconds. */
const intervalMs = 500

/**
 * Calls `onChange` within half a second after another process or connection commits to the file. Polls `PRAGMA
 * data_version` of the connection that writes, in which SQLite counts the commits of others; reading it takes
 * microseconds. Until its thread is first asked, `opened` tells whether there were any: the terminal lists takes before
 * that thread has started. `onPoll` is called each time before. Returns a function that stops the polling.
 */
export function pollOtherWriters(
  { dataVersion }: Pick<QueryThreads, 'dataVersion'>,
  opened: Database,
  onChange: () => void,
  onPoll: () => void,
): () => void {
  const atOpening = versionOf(opened)
  let last: unknown
  let isReading = false
  const poll = async () => {
    onPoll()
    // A write may hold the connection for long.
    if (isReading) return
    isReading = true
    const now = await dataVersion().catch(() => last)
    isReading = false
    if (now === undefined || now === last || !opened.open) return
    const isFirst = last === undefined
    last = now
    if (!isFirst || versionOf(opened) !== atOpening) onChange()
  }
  const timer = setInterval(poll, intervalMs)
  timer.unref()
  return () => clearInterval(timer)
}

function versionOf(database: Database): unknown {
  return database.pragma('data_version', { simple: true })
}
