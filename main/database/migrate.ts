import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { RushesError } from '../../shared/errors.ts'
import { up as videos } from './migrations/0001-videos.ts'
import { up as jobs } from './migrations/0002-jobs.ts'
import { up as removedShared } from './migrations/0003-removed-shared.ts'
import { up as caches } from './migrations/0004-caches.ts'
import { up as workflows } from './migrations/0005-workflows.ts'
import { up as search } from './migrations/0006-search.ts'
import { up as embedded } from './migrations/0007-embedded.ts'
import { up as pausedJobs } from './migrations/0008-paused-jobs.ts'
import { up as duplicates } from './migrations/0009-duplicates.ts'
import { up as media } from './migrations/0010-media.ts'
import { up as rescan } from './migrations/0011-rescan.ts'
import { up as copies } from './migrations/0012-copies.ts'
import { up as ratingsAndTags } from './migrations/0013-ratings-and-tags.ts'
import { up as removedMedia } from './migrations/0014-removed-media.ts'
import { up as dismissedFiles } from './migrations/0015-dismissed-files.ts'

/** In order; the place in the list is the version, kept in SQLite's `user_version`. Only ever append. */
export const migrations: ReadonlyArray<(database: Database) => void> = [
  videos,
  jobs,
  removedShared,
  caches,
  workflows,
  search,
  embedded,
  pausedJobs,
  duplicates,
  media,
  rescan,
  copies,
  ratingsAndTags,
  removedMedia,
  dismissedFiles,
]

/**
 * Brings `database` to the newest version, each migration in a transaction of its own, after a copy of the file as it
 * was went into `backupFolder` (`media-v<version>-<time>.db`, made by `VACUUM INTO`; none for an empty database).
 * A second process that opens the library meanwhile waits, then finds the work done.
 * @throws RushesError LIBRARY_NEWER when a later Rushes wrote the file; nothing is touched then.
 */
export function migrate(database: Database, backupFolder: string, now: Date): void {
  const version = versionOf(database)
  if (version > migrations.length) {
    throw new RushesError(
      'LIBRARY_NEWER',
      `${database.name} was written by a newer Rushes (version ${version}; this one knows ${migrations.length}).`,
    )
  }
  if (version === migrations.length) return
  if (!isEmpty(database)) backUp(database, backupFolder, version, now)
  for (const [index, up] of migrations.entries()) {
    const step = database.transaction(() => {
      // Read again inside the lock: another process may have been here first.
      if (versionOf(database) !== index) return
      up(database)
      database.pragma(`user_version = ${index + 1}`)
    })
    step.immediate()
  }
}

function backUp(database: Database, folder: string, version: number, now: Date): void {
  mkdirSync(folder, { recursive: true })
  const stamp = now.toISOString().replaceAll(/[:.]/g, '-')
  database.prepare('VACUUM INTO ?').run(join(folder, `media-v${version}-${stamp}-${process.pid}.db`))
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

function isEmpty(database: Database): boolean {
  return database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
}
