import type { QueryThreads } from './query-threads.ts'

/** A window shows writes of the terminal within two seconds. */
const intervalMs = 500

/**
 * Calls `onChange` within half a second after another process or connection commits to the file. Polls `PRAGMA
 * data_version`, in which SQLite counts such commits; reading it takes microseconds. `onPoll` is called each time
 * before. Returns a function that stops the polling.
 */
export async function pollOtherWriters(
  { dataVersion }: Pick<QueryThreads, 'dataVersion'>,
  onChange: () => void,
  onPoll: () => void,
): Promise<() => void> {
  let last = await dataVersion()
  let isReading = false
  const poll = async () => {
    onPoll()
    // A write may hold the connection for long.
    if (isReading) return
    isReading = true
    const now = await dataVersion().catch(() => last)
    isReading = false
    if (now === last) return
    last = now
    onChange()
  }
  const timer = setInterval(poll, intervalMs)
  timer.unref()
  return () => clearInterval(timer)
}
