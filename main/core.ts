import { realpathSync } from 'node:fs'
import { topics } from '../shared/contract/events.ts'
import { createQueries, type Database, type Db } from './database/connection.ts'
import { createNearThread, type NearThread } from './database/near-thread.ts'
import { openLibraryDatabase } from './database/open.ts'
import { watchOtherWriters } from './database/watch.ts'
import { createWrite, type Write } from './database/write.ts'
import { createEvents, type Events } from './events.ts'
import { createJobs, type Jobs } from './jobs/runner.ts'
import { createLog, type Log } from './log.ts'
import { createParserThread, type ParserThread } from './media/embedded/parser-thread.ts'
import { createHashPool, type HashPool } from './media/hash-pool.ts'
import { createPreviews, type Previews } from './media/previews.ts'
import { findFfmpeg, findFfprobe, type Tool } from './media/tools.ts'
import { createTurns, type TakeTurn } from './media/turns.ts'
import { sweepIncoming } from './storage/incoming.ts'
import { createFolders, type Layout, layoutOf } from './storage/layout.ts'

/** What only some doors can do; the core asks for it and knows nothing of how. */
export interface Platform {
  /** Asks the person for files or a folder; none when they closed the dialog. */
  pick?(kind: 'files' | 'folder'): Promise<string[]>
  /** Shows a file in the file manager. */
  reveal?(path: string): Promise<void>
}

export interface CoreOptions {
  /** The folder of the library, absolute; made where it is not there. */
  folder: string
  /** The version of Rushes, for people. */
  version: string
  platform?: Platform
  log?: Log
  clock?: () => Date
}

/** An open library: all that services work with. Nothing of it is global, so two can be open in one process. */
export interface Core {
  readonly version: string
  readonly layout: Layout
  readonly database: Database
  readonly db: Db
  readonly write: Write
  readonly events: Events
  readonly jobs: Jobs
  readonly hashes: HashPool
  /** Reads how videos were made out of what their files carry. */
  readonly parser: ParserThread
  readonly previews: Previews
  /** Searches the library for videos that look alike. */
  readonly near: NearThread
  /** For whoever lets ffmpeg, or an analyser, work through a whole video. */
  readonly takeTurn: TakeTurn
  /** The programs to run, looked for when first needed. @throws RushesError TOOL_MISSING */
  readonly tools: { ffprobe(): Promise<Tool>; ffmpeg(): Promise<Tool> }
  readonly platform: Platform
  readonly log: Log
  readonly clock: () => Date
  /** Cancels the jobs of this process, waits for them and closes the database. */
  close(): Promise<void>
}

/** How often a job whose process died silently is looked for. */
const lookAroundMs = 10_000

/**
 * Opens the library in `options.folder`.
 * @throws RushesError LIBRARY_UNUSABLE, LIBRARY_NEWER; everything is closed again then.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const log = options.log ?? createLog(process.env.RUSHES_TRACE)
  const clock = options.clock ?? (() => new Date())
  createFolders(layoutOf(options.folder))
  // A library has one name, however it was reached: what it owns is known by its path.
  const layout = layoutOf(realpathSync(options.folder))
  sweepIncoming(layout)
  const database = await openLibraryDatabase(layout, clock())

  const db = createQueries(database, log)
  const events = createEvents()
  const write = createWrite(db, events)
  const jobs = createJobs({ db, write, events, log, clock })
  const hashes = createHashPool()
  const parser = createParserThread()
  const near = createNearThread(database.name)
  const tools = { ffprobe: once(findFfprobe), ffmpeg: once(() => findFfmpeg()) }
  const previews = createPreviews(layout, async () => (await tools.ffmpeg()).path)

  const lookAround = () => jobs.lookAround().catch((error) => log.warn('jobs not looked at', { error: String(error) }))
  await lookAround()
  const timer = setInterval(lookAround, lookAroundMs).unref()
  const stopWatching = watchOtherWriters(database, () => {
    events.changed(topics)
    void lookAround()
  })

  async function close(): Promise<void> {
    clearInterval(timer)
    stopWatching()
    await Promise.all([previews.close(), jobs.close()])
    await Promise.all([hashes.close(), parser.close(), near.close()])
    events.close()
    await db.destroy()
  }

  const { version, platform = {} } = options
  const media = { hashes, parser, previews, near, takeTurn: createTurns(), tools }
  return { version, layout, database, db, write, events, jobs, ...media, platform, log, clock, close }
}

/** Keeps the first success; a failure is tried again, as the person may have installed what was missing. */
function once<T>(work: () => Promise<T>): () => Promise<T> {
  let result: Promise<T> | undefined
  return () => {
    result ??= work().catch((error) => {
      result = undefined
      throw error
    })
    return result
  }
}
