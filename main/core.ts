import type { BundleDialog } from '../shared/contract/bundles.ts'
import { topics } from '../shared/contract/events.ts'
import type { Sharing, SharingOptions } from '../shared/contract/sharing.ts'
import { RushesError } from '../shared/errors.ts'
import { plainText } from '../shared/plain-text.ts'
import { type AskSchema, acceptOnce } from './accept-schema.ts'
import { type Bucket, createBucket } from './contents/bucket.ts'
import { checkFiles } from './contents/check-files.ts'
import { releaseLeaving } from './contents/leaving-files.ts'
import { followMediaFolders, mediaFoldersHere } from './contents/media-folders.ts'
import { type CheckedFile, withContent } from './contents/open-content.ts'
import { reclaimOwnedFiles } from './contents/reclaim-owned-files.ts'
import { fetchPreview } from './contents/stored-previews.ts'
import { removeUnrecorded } from './contents/unrecorded-files.ts'
import { type ComparisonThread, createComparisonThread } from './database/analyses/comparison-thread.ts'
import { createOutputThread, type OutputThread } from './database/checkpoints/output-thread.ts'
import { analyze } from './database/connection/analyze.ts'
import type { Database, Db } from './database/connection/connection.ts'
import { createDataVersion } from './database/connection/data-version.ts'
import { pollOtherWriters } from './database/connection/poll-other-writers.ts'
import { createQueryThreads, type QueryThreads } from './database/connection/query-threads.ts'
import { createWrite, type Write } from './database/connection/write.ts'
import type { WriteLock } from './database/connection/write-lock.ts'
import { createSimilarityThread, type SimilarityThread } from './database/duplicates/similarity-thread.ts'
import { createFacetThread, type FacetThread } from './database/facets/facet-thread.ts'
import { createOrderThread, type OrderThread } from './database/orders/order-thread.ts'
import { createEvents, type Events } from './events.ts'
import { createJobs, type Jobs } from './jobs/runner.ts'
import { createLog, type Log } from './log.ts'
import { createLogFile } from './log-file.ts'
import { createDecodeSlots, type WithDecodeSlot } from './media/decode-slots.ts'
import { createDecoder, type Decoder } from './media/decoder/decoder.ts'
import type { StartDecoder } from './media/decoder/start-decoder.ts'
import { createParserThread, type ParserThread } from './media/embedded/parser-thread.ts'
import { createFilePool, type FilePool } from './media/files/file-pool.ts'
import { createProgramHash, type ProgramHash } from './media/files/program-hash.ts'
import { createPreviews, type Previews } from './media/previews/previews.ts'
import { hostProgramsWith, type StartHost } from './media/program-host/start-program.ts'
import { findFfmpeg, findFfprobe, type Tool } from './media/tools.ts'
import { openLibrary, type ThisComputer } from './open-library.ts'
import { type Consents, openConsents } from './storage/consents.ts'
import { type Credentials, openCredentials } from './storage/credentials.ts'
import type { Layout } from './storage/layout.ts'
import { type LibraryAccess, watchAccess } from './storage/library-access.ts'
import { configFolder } from './storage/library-folder.ts'
import { syncDatabase } from './storage/sync-database.ts'
import { createThreads, type Threads } from './threads/threads.ts'

/** Parts that only the desktop window has: dialogs, the file manager, a restart, its decoder. */
export interface Platform {
  /** Opens a dialog to choose files or a folder; returns no paths if it was closed. */
  pick?(kind: 'files' | 'folder'): Promise<string[]>
  /** Opens a dialog to choose a bundle, to write or to import; null if it was closed. */
  pickBundle?(dialog: BundleDialog, name: string): Promise<string | null>
  /** Shows a file in the file manager. */
  reveal?(path: string): Promise<void>
  /** Moves a file to the system’s trash. @throws RushesError NOT_SUPPORTED */
  trashFile?(path: string): Promise<void>
  /** Opens a file with its default program. @throws RushesError NOT_SUPPORTED if none opens it. */
  openFile?(path: string): Promise<void>
  /** Lets the pointer, whose button is down, drag files into other programs. */
  dragFiles?(paths: readonly string[]): Promise<void>
  /** Quits, and starts again with a backup of the library in place of its database. */
  restoreBackup?(name: string): Promise<void>
  /** Serves the library to other programs and computers, when the person asks for it. */
  sharing?: {
    state(): Sharing
    /** @throws RushesError BAD_INPUT, CONFLICT */
    start(core: Core, options: SharingOptions): Promise<Sharing>
    stop(core: Core): Promise<Sharing>
  }
  /** Encrypts and decrypts with the system's keychain; absent if that is not safe on this computer. */
  secrets?: { encrypt(text: string): Uint8Array; decrypt(sealed: Uint8Array): string }
  /** Starts a decoder; Node.js of this process runs it if left out. */
  startDecoder?: StartDecoder
  /** Starts the program host; Node.js of this process runs it if left out. */
  startHost?: StartHost
}

export interface CoreOptions {
  /** Absolute path of the library's folder; created if missing. */
  folder: string
  /** The folder of the user's settings on this computer, if not the platform's. */
  settings?: string
  /** The version of Rushes, to show. */
  version: string
  platform?: Platform
  log?: Log
  clock?: () => Date
  /** Asks whether to open a library with objects that Rushes did not create; without it, such a library is refused. */
  askSchema?: AskSchema
  /** True for a process that answers one call and ends: queries run on its own thread, which is ready at once. */
  answersOnce?: boolean
  /** Threads to share with libraries that this process opens before or after; they are not ended with this one. */
  threads?: Threads
}

/** An open library: all that services work with. It has no global state, so two can be open in one process. */
export interface Core {
  readonly version: string
  readonly layout: Layout
  /** The access to the library. Calls that write without `write` ask it first. */
  readonly access: LibraryAccess
  /** Queries that only read. */
  readonly db: Db
  readonly write: Write
  readonly writeLock: WriteLock
  /** Returns a value that another commit, of any process, replaces by another one. Takes microseconds. */
  dataVersion(): unknown
  /** Waits until what was written is on the disk, before a file leaves its path ([Note: power loss]). */
  sync(): Promise<void>
  readonly events: Events
  readonly jobs: Jobs
  /** Stats, fingerprints and hashes files outside the main thread. */
  readonly files: FilePool
  /** Contents of files by path, so that a file is checked again only if it has changed. */
  readonly checkedFiles: Map<string, CheckedFile>
  readonly programHash: ProgramHash
  /** Parses generation details from the texts in files. */
  readonly parser: ParserThread
  /** Packs and compares outputs of stages. */
  readonly outputs: OutputThread
  readonly previews: Previews
  /** Decodes files in programs of their own. */
  readonly decoder: Decoder
  /** Counts the videos of a filter. */
  readonly facets: FacetThread
  /** Lists pages in the middle of all videos. */
  readonly orders: OrderThread
  /** Compares analyses of many videos. */
  readonly comparison: ComparisonThread
  /** Groups similar videos. */
  readonly similarity: SimilarityThread
  /** Waits for a decode slot; needed to run ffmpeg or an analyser on a whole video. */
  readonly withDecodeSlot: WithDecodeSlot
  /** Finds the programs when first needed. @throws RushesError TOOL_MISSING */
  readonly tools: { ffprobe(): Promise<Tool>; ffmpeg(): Promise<Tool> }
  /** Consents that the user gave to this library. */
  readonly consents: Consents
  /** The secret, tokens and settings of this library that let programs in. */
  readonly credentials: Credentials
  /** The library's bucket for frames and for copies of videos. */
  readonly bucket: Bucket
  readonly platform: Platform
  readonly log: Log
  readonly clock: () => Date
  /** True if a process that had the library open ended without closing it, or if one has it open now. */
  readonly wasLeftOpen: boolean
  /** Updates the statistics of SQLite's planner, after many rows were added. */
  analyze(): Promise<void>
  /** Cancels the jobs of this process, waits for them and closes the database. */
  close(): Promise<void>
}

/** Interval at which jobs are checked for a process that died. */
const reconcileIntervalMs = 10_000

/**
 * Opens the library in `options.folder`.
 * @throws RushesError LIBRARY_DAMAGED, LIBRARY_UNUSABLE, LIBRARY_NEWER, LIBRARY_UNTRUSTED; nothing stays open then.
 */
export async function openCore(options: CoreOptions): Promise<Core> {
  const { version, platform = {}, clock = () => new Date() } = options
  const settings = options.settings ?? configFolder()
  const log = options.log ?? usualLog(settings)
  const opened = await openLibrary(options.folder, clock(), hereOf(settings, options.askSchema))
  const { layout, database, wasLeftOpen } = opened

  const events = createEvents()
  const threads = options.threads ?? createThreads()
  const onWaiting = (isWaiting: boolean) => {
    if (isWaiting) log.warn('Waiting for another program that is writing to this library.')
    access.isWaiting = isWaiting
    events.changed(['library'])
  }
  const onDamage = ({ message }: Error) => access.refuseDamaged(`${layout.database} is damaged: ${message}.`)
  const file = { path: opened.database.name, folder: layout.folder, here: options.answersOnce ?? false }
  const queries = createQueryThreads({ ...file, threads, log, onWaiting, onDamage })
  const { reader: db, writeLock } = queries
  const access = watchAccess(layout, opened.readOnly, (error) => {
    log.warn(error.message)
    jobs.fail(error)
    events.changed(['library'])
  })
  const workers = createWorkers(threads, file.path, db)
  const write = createWrite(queries.writer, {
    events,
    clock,
    requireWritable: access.requireWritable,
    checkFiles: (paths) => checkFiles({ db, layout, files: workers.files }, paths),
  })
  const own = openOwn(settings, layout, db, platform)
  const follow = () => followMediaFolders({ layout, db, consents: own.consents })
  await follow()
  if (!opened.readOnly) await removeUnrecorded({ layout, db, write }).catch(warnOf(log, 'files not removed'))
  const jobs = createJobs({ db, write, events, log, clock })
  const tools = { ffprobe: once(findFfprobe), ffmpeg: once(() => findFfmpeg()) }
  if (platform.startHost) hostProgramsWith(platform.startHost)
  const decoder = createDecoder(platform.startDecoder)
  const previews = createPreviews({
    layout,
    target: opened.previews,
    requirePresent: access.requirePresent,
    decoder,
    ffprobe: async () => (await tools.ffprobe()).path,
    withSource: (video, signal, work) => withContent(core, video, { signal }, ({ path }) => work(path)),
    fetchStored: (preview, to, signal) => fetchPreview(core, preview, to, signal),
  })

  const stopFollowing = await followOthers({ queries, database, events, access, jobs, db, write, log, follow })

  const close = once(async () => {
    stopFollowing()
    await Promise.all([previews.close(), jobs.close()])
    const { programHash: _, ...pools } = workers
    await Promise.all([...Object.values(pools), decoder].map((each) => each.close()))
    events.close()
    own.bucket.close()
    await queries.close()
    opened.close()
    if (!options.threads) await threads.end()
  })

  const runAnalyze = () => analyze(file.path, queries).catch(warnOf(log, 'not analyzed'))
  const sync = () => syncDatabase({ database: file.path })
  const rows = { db, write, writeLock, dataVersion: createDataVersion(database), sync, analyze: runAnalyze }
  const media = { ...workers, checkedFiles: new Map(), previews, decoder, withDecodeSlot: createDecodeSlots(), tools }
  const others = { events, jobs, platform, log, clock }
  const core: Core = { version, layout, access, wasLeftOpen, ...rows, ...media, ...own, ...others, close }
  if (!opened.readOnly) await reclaimOwnedFiles(core).catch(warnOf(log, 'files not reclaimed'))
  return core
}

/** Returns what this computer knows about libraries before they are open. */
function hereOf(settings: string, askSchema: AskSchema | undefined): ThisComputer {
  return {
    accept: (folder) => acceptOnce(openConsents(settings, folder), askSchema),
    mediaFolders: (folder) => mediaFoldersHere(openConsents(settings, folder)),
  }
}

/** Opens what this computer keeps for the library. */
function openOwn(settings: string, { folder }: Layout, db: Db, { secrets }: Platform) {
  const consents = openConsents(settings, folder)
  const credentials = openCredentials(settings, folder)
  return { consents, credentials, bucket: createBucket({ db, consents, credentials, secrets }) }
}

function createWorkers(threads: Threads, databasePath: string, db: Db) {
  const files = createFilePool(threads)
  const programHash = createProgramHash(files)
  const parser = createParserThread(threads)
  const outputs = createOutputThread(threads)
  const comparison = createComparisonThread(threads, databasePath)
  const similarity = createSimilarityThread(threads, databasePath)
  const facets = createFacetThread(threads, databasePath, db)
  const orders = createOrderThread(threads, databasePath, db)
  return { files, programHash, parser, outputs, comparison, similarity, facets, orders }
}

/** Follows what happens outside this process: commits, jobs whose process died, a library that is moved away. */
async function followOthers({
  queries,
  database,
  events,
  access,
  jobs,
  db,
  write,
  log,
  follow,
}: Pick<Core, 'events' | 'access' | 'jobs' | 'db' | 'write' | 'log'> & {
  queries: QueryThreads
  database: Database
  /** Reads the settings that the core keeps. */
  follow: () => Promise<void>
}): Promise<() => void> {
  const reconcile = async () => {
    if (access.state !== 'writable') return
    await releaseLeaving({ db, write }).catch(warnOf(log, 'files not released'))
    await jobs.reconcile().catch(warnOf(log, 'jobs not reconciled'))
  }
  await reconcile()
  const timer = setInterval(reconcile, reconcileIntervalMs).unref()
  const changed = () => {
    events.changed(topics)
    void follow().catch(warnOf(log, 'settings not read'))
    void reconcile()
  }
  const stopPolling = pollOtherWriters(queries, database, changed, access.check)
  return () => {
    clearInterval(timer)
    stopPolling()
  }
}

/** Creates a log on standard error, since standard output is for answers, and in log files; only these have notes. */
function usualLog(settings: string): Log {
  const appendToFile = createLogFile(settings)
  const write = (line: string) => {
    process.stderr.write(plainText(line))
    appendToFile(line)
  }
  return createLog(process.env.RUSHES_TRACE, write, appendToFile)
}

/** Returns a handler that logs an error and goes on, except the end of what a closed library does no more. */
function warnOf(log: Log, message: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof RushesError && error.code === 'CANCELLED')) log.warn(message, { error: String(error) })
  }
}

/** Remembers the first success; a failure is retried, because the tool may have been installed meanwhile. */
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
