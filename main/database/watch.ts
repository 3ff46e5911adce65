import type { Database } from 'better-sqlite3'

/** Well under the two seconds within which a window shows what the terminal wrote. */
const intervalMs = 500

/**
 * Calls `onChange` soon after another process, or another connection, committed to the same file. SQLite counts such
 * commits in `PRAGMA data_version` (microseconds to read). Answers with a function that ends the watch.
 */
export function watchOtherWriters(database: Database, onChange: () => void): () => void {
  const read = () => database.pragma('data_version', { simple: true })
  let seen = read()
  const timer = setInterval(() => {
    const now = read()
    if (now === seen) return
    seen = now
    onChange()
  }, intervalMs)
  timer.unref()
  return () => clearInterval(timer)
}
