import { accessSync, closeSync, constants, mkdtempSync, openSync, realpathSync, rmSync } from 'node:fs'
import { statfs } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { isDiskFull, messageOf, RushesError, systemCode } from '../shared/errors.ts'
import { checkDatabase } from './database/backups/backup-thread.ts'
import type { Database } from './database/connection/connection.ts'
import type { SchemaObject } from './database/connection/foreign-schema.ts'
import { openLibraryDatabase } from './database/connection/open.ts'
import { copyDatabase } from './storage/copy-database.ts'
import { isMarkedDamaged, unmarkDamaged } from './storage/damage-marker.ts'
import { sweepIncoming } from './storage/incoming.ts'
import { relocatedPath, requireNoLinks } from './storage/inside-library.ts'
import { createFolders, type Layout, layoutOf } from './storage/layout.ts'
import type { ReadOnlyReason } from './storage/library-access.ts'
import { requireNoLostFiles } from './storage/lost-database.ts'
import { privateFile } from './storage/make-folder.ts'
import { statIfPresent } from './storage/presence.ts'

/** The open database of a library, and where its files are. */
export interface OpenedLibrary {
  layout: Layout
  /** The connection that opened it. It runs no more queries, and keeps the files beside the database in place. */
  database: Database
  /** True if a process that had it open ended without closing it, or if one has it open now. */
  wasLeftOpen: boolean
  /** Why it cannot be changed; undefined if it can. */
  readOnly: ReadOnlyReason | undefined
  /** The layout for new previews: that of the library, or of a temporary folder if it is read-only. */
  previews: Layout
  /** Closes the database and removes what was temporary; to be called once no other connection of it is open. */
  close(): void
}

/** The part of this computer's settings that opening a library needs, each for the library in `folder`. */
export interface ThisComputer {
  /** Returns the function that asks whether to accept objects of the database. */
  accept(folder: string): (objects: readonly SchemaObject[]) => Promise<boolean>
  /** Lists the folders for media that were chosen here. */
  mediaFolders(folder: string): Promise<string[]>
}

/**
 * Opens the library in `folder`, an absolute path, and creates it if it is missing. One that cannot be changed opens
 * read-only ([Note: a read-only library]).
 * @throws RushesError LIBRARY_DAMAGED, LIBRARY_UNUSABLE, LIBRARY_NEWER, LIBRARY_UNTRUSTED; nothing stays open then.
 */
export async function openLibrary(folder: string, now: Date, here: ThisComputer): Promise<OpenedLibrary> {
  requireNoLinks(layoutOf(folder))
  try {
    return await openWritable(folder, now, here)
  } catch (error) {
    // If nothing can be asked of the folder, the first error says why.
    const reason = await readOnlyReason(folder, error).catch(() => undefined)
    if (!reason) throw asUnusable(folder, error)
    return await openReadOnly(folder, reason, now, here)
  }
}

/** Returns the options for opening the database of a library, its own or a copy of it. */
function rulesOf(layout: Layout, { accept }: ThisComputer) {
  return {
    findRelocated: (path: string, before: string) => relocatedPath(layout, path, before),
    acceptSchema: accept(layout.folder),
    onEmpty: () => requireNoLostFiles(layout, true),
  }
}

async function openWritable(folder: string, now: Date, here: ThisComputer): Promise<OpenedLibrary> {
  const requested = layoutOf(folder)
  requested.mediaFolders.push(...(await here.mediaFolders(folder)))
  requireNoLostFiles(requested)
  createFolders(requested)
  // The real path, because the files that a library owns are recorded by their paths.
  const layout = layoutOf(realpathSync.native(folder))
  // Before the database is opened: on a full disk, that makes space for it.
  sweepIncoming(layout)
  createPrivately(layout.database)
  if (isMarkedDamaged(layout)) await requireNoDamage(layout)
  // The last one to close a database removes its WAL.
  const wasLeftOpen = Boolean(statIfPresent(`${layout.database}-wal`)?.size)
  const database = await openLibraryDatabase({ ...layout, ...rulesOf(layout, here) }, now)
  return { layout, database, wasLeftOpen, readOnly: undefined, previews: layout, close: () => database.close() }
}

/**
 * [Note: a read-only library] A library whose files or disk are write-protected, or whose disk is full, opens for
 * viewing. SQLite cannot open a database in WAL mode without writing beside it, unless no other process ever writes to
 * it. So it is copied with its WAL to a temporary folder, where it can be migrated too, and the copy is opened: a view
 * of the library at that time. New previews are kept in the same folder. All of it is removed at the end.
 */
async function openReadOnly(
  folder: string,
  readOnly: ReadOnlyReason,
  now: Date,
  here: ThisComputer,
): Promise<OpenedLibrary> {
  const layout = layoutOf(realpathSync.native(folder))
  const temporary = await copyToTemporary(layout.database)
  const remove = () => rmSync(temporary.folder, { recursive: true, force: true })
  try {
    const { database: path, backups } = temporary
    const paths = { database: path, folder: layout.folder, backups }
    const database = await openLibraryDatabase({ ...paths, ...rulesOf(layout, here) }, now)
    const close = () => {
      database.close()
      remove()
    }
    return { layout, database, wasLeftOpen: false, readOnly, previews: temporary, close }
  } catch (error) {
    remove()
    throw error
  }
}

/** Checks a database in which damage was found when it was last open. @throws RushesError LIBRARY_DAMAGED */
async function requireNoDamage(layout: Layout): Promise<void> {
  await checkDatabase(layout.database)
  unmarkDamaged(layout)
}

/** Copies a database to a new temporary folder, laid out like a library; in memory if the system's disk is full. */
async function copyToTemporary(path: string): Promise<Layout> {
  const candidates = process.platform === 'linux' ? [tmpdir(), '/dev/shm'] : [tmpdir()]
  for (const [index, candidate] of candidates.entries()) {
    let folder: string | undefined
    try {
      folder = realpathSync.native(mkdtempSync(join(candidate, 'rushes-read-only-')))
      const layout = layoutOf(folder)
      createFolders(layout)
      await copyDatabase(path, layout.database)
      return layout
    } catch (error) {
      if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
      if (!isDiskFull(rootOf(error)) || index === candidates.length - 1) throw asUnusable(path, error)
    }
  }
  throw new RushesError('DISK_FULL', `There is no space for a temporary copy of ${path}.`)
}

/**
 * Creates an empty database for its owner only; SQLite gives files beside it the same mode. Throws the system’s error
 * if there is one that may not be written: SQLite would open it for reading, and leave files beside it that its owner
 * may not write.
 */
function createPrivately(path: string): void {
  try {
    closeSync(openSync(path, 'wx', privateFile))
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
    accessSync(path, constants.R_OK | constants.W_OK)
  }
}

/** Error codes for a write-protected file, folder or disk. */
const isProtected = /^(EROFS|EACCES|EPERM|SQLITE_READONLY.*)$/
/** Error codes of SQLite for a file beside the database that it cannot create or extend, for any reason. */
const isUnclear = /^SQLITE_(CANTOPEN|IOERR).*$/

/** Returns why a library that could not be opened can only be viewed; undefined if it cannot be either. */
async function readOnlyReason(folder: string, error: unknown): Promise<ReadOnlyReason | undefined> {
  const code = systemCode(rootOf(error)) ?? ''
  if (!statIfPresent(layoutOf(folder).database)?.size) return undefined
  if (isDiskFull(rootOf(error))) return 'full'
  if (isProtected.test(code)) return 'protected'
  if (!isUnclear.test(code)) return undefined
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize < smallestFreeBytes ? 'full' : 'protected'
}

/** SQLite needs this much beside a database to open it. */
const smallestFreeBytes = 256 * 1024

/** Returns the error of the system or of SQLite that an error of ours came from. */
function rootOf(error: unknown): unknown {
  return error instanceof RushesError && error.cause !== undefined ? error.cause : error
}

function asUnusable(path: string, error: unknown): unknown {
  if (isDiskFull(rootOf(error)))
    return new RushesError('DISK_FULL', `There is no space to open the library at ${path}.`, { cause: error })
  if (error instanceof RushesError) return error
  const message = `The library at ${path} could not be opened: ${messageOf(error)}.`
  return new RushesError('LIBRARY_UNUSABLE', message, { cause: error })
}
