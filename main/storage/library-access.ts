import { type BigIntStats, readdirSync, readlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { RushesError } from '../../shared/errors.ts'
import { markDamaged } from './damage-marker.ts'
import type { Layout } from './layout.ts'
import { libraryGone } from './make-folder.ts'
import { statIfPresent } from './presence.ts'

/** Why a library cannot be changed: its files or disk are write-protected, or its disk is full. */
export type ReadOnlyReason = 'protected' | 'full'

/**
 * The access to the library at the moment.
 *
 * [Note: a library that is gone] The folder of an open library can be moved, deleted or replaced. SQLite keeps writing
 * to the old file then, and the next new file would create a stray folder. So the database at the path is compared with
 * the one that was opened, by device and inode: before each write, and twice a second. From the first difference on,
 * the library is gone for good: nothing is written, jobs fail, and it has to be opened again, where it is then.
 */
export interface LibraryAccess {
  readonly state: 'writable' | 'read_only' | 'gone'
  /** Says why the library cannot be changed; null if it can. */
  readonly reason: string | null
  /** The folder that the library was moved to, if the system can tell. */
  readonly movedTo: string | null
  /** True if a write is waiting for another program that writes. */
  isWaiting: boolean
  /** Lets nothing be changed from now on; the next start checks the database. `damage` is a sentence. */
  refuseDamaged(damage: string): void
  /** Notices that the library is gone, or was moved again. */
  check(): void
  /** @throws RushesError LIBRARY_GONE */
  requirePresent(): void
  /** @throws RushesError LIBRARY_GONE, LIBRARY_READ_ONLY, LIBRARY_DAMAGED */
  requireWritable(): void
}

type Identity = Pick<BigIntStats, 'dev' | 'ino'>

/**
 * Watches the library in `layout`, whose database is open. `onRefused` is called when nothing may be changed any more:
 * it is damaged or gone; and each time that it is then moved again.
 */
export function watchAccess(
  layout: Pick<Layout, 'folder' | 'database'>,
  readOnly: ReadOnlyReason | undefined,
  onRefused: (error: RushesError) => void,
): LibraryAccess {
  const { folder, database } = layout
  const opened = identityOf(database)
  let refusal = readOnly && new RushesError('LIBRARY_READ_ONLY', readOnlyWords(folder, readOnly))
  let gone: RushesError | undefined
  let movedTo: string | null = null

  function check(): void {
    if (opened === 'unknown' || !(gone || isElsewhere(database, opened))) return
    const found = opened && findMoved(opened)
    if (gone && found === movedTo) return
    movedTo = found
    gone = libraryGone(folder, movedTo)
    onRefused(gone)
  }

  function requirePresent(): void {
    check()
    if (gone) throw gone
  }

  return {
    get state() {
      return gone ? 'gone' : refusal ? 'read_only' : 'writable'
    },
    get reason() {
      return (gone ?? refusal)?.message ?? null
    },
    get movedTo() {
      return movedTo
    },
    isWaiting: false,
    refuseDamaged(damage) {
      if (gone || refusal) return
      const advice = 'Nothing is changed from now on. Start Rushes again to restore a backup or salvage the rows.'
      refusal = new RushesError('LIBRARY_DAMAGED', `${damage} ${advice}`)
      markDamaged(layout)
      onRefused(refusal)
    },
    check,
    requirePresent,
    requireWritable() {
      requirePresent()
      if (refusal) throw refusal
    },
  }
}

function readOnlyWords(folder: string, reason: ReadOnlyReason): string {
  return reason === 'full'
    ? `The library in ${folder} is read-only because its disk is full. Free some space, then open it again.`
    : `The library in ${folder} is read-only: you may not write to it. You see it as it was when it was opened.`
}

/** Returns null if there is no file; `unknown` if the path cannot be read, as on a share that does not respond. */
function identityOf(path: string): Identity | null | 'unknown' {
  try {
    return statIfPresent(path) ?? null
  } catch {
    return 'unknown'
  }
}

function isElsewhere(path: string, opened: Identity | null): boolean {
  const now = identityOf(path)
  return now !== 'unknown' && !isSame(now, opened)
}

function isSame(one: Identity | null, other: Identity | null): boolean {
  return one?.ino === other?.ino && one?.dev === other?.dev
}

/**
 * Returns the folder that the open database was moved to. Only Linux tells, through the descriptors of this process.
 * The file itself must not be opened for this: to close it again would release SQLite's locks.
 */
function findMoved(opened: Identity): string | null {
  const descriptors = '/proc/self/fd'
  try {
    for (const descriptor of readdirSync(descriptors)) {
      const link = join(descriptors, descriptor)
      if (!isSame(asIdentity(link), opened)) continue
      const path = readlinkSync(link)
      return isSame(asIdentity(path), opened) ? dirname(path) : null
    }
  } catch {
    // Another system.
  }
  return null
}

function asIdentity(path: string): Identity | null {
  const identity = identityOf(path)
  return identity === 'unknown' ? null : identity
}
