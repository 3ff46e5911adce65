import { closeSync, fsyncSync, mkdirSync, openSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { backupName } from '../../../shared/backup-names.ts'
import { RushesError, systemCode } from '../../../shared/errors.ts'
import { up as videos } from '../migrations/0001-videos.ts'
import { up as jobs } from '../migrations/0002-jobs.ts'
import { up as removedShared } from '../migrations/0003-removed-shared.ts'
import { up as caches } from '../migrations/0004-caches.ts'
import { up as workflows } from '../migrations/0005-workflows.ts'
import { up as search } from '../migrations/0006-search.ts'
import { up as embedded } from '../migrations/0007-embedded.ts'
import { up as pausedJobs } from '../migrations/0008-paused-jobs.ts'
import { up as duplicates } from '../migrations/0009-duplicates.ts'
import { up as media } from '../migrations/0010-media.ts'
import { up as rescan } from '../migrations/0011-rescan.ts'
import { up as copies } from '../migrations/0012-copies.ts'
import { up as ratingsAndTags } from '../migrations/0013-ratings-and-tags.ts'
import { up as removedMedia } from '../migrations/0014-removed-media.ts'
import { up as dismissedFiles } from '../migrations/0015-dismissed-files.ts'
import { up as unreadFacts } from '../migrations/0016-unread-facts.ts'
import { up as sortKeys } from '../migrations/0017-sort-keys.ts'
import { up as leavingFiles } from '../migrations/0018-leaving-files.ts'
import { up as videoCounts } from '../migrations/0019-video-counts.ts'
import { up as links } from '../migrations/0020-links.ts'
import { up as videoChanges } from '../migrations/0021-video-changes.ts'
import { up as trash } from '../migrations/0022-trash.ts'
import { up as imagesMade } from '../migrations/0023-images-made.ts'
import { up as timelines } from '../migrations/0024-timelines.ts'
import { up as queryFields } from '../migrations/0025-query-fields.ts'
import { up as mediaStatus } from '../migrations/0026-media-status.ts'
import { up as mediaByStatus } from '../migrations/0027-media-by-status.ts'
import { up as aiEvidence } from '../migrations/0028-ai-evidence.ts'
import { up as savedSearches } from '../migrations/0029-saved-searches.ts'
import { up as aiKinds } from '../migrations/0030-ai-kinds.ts'
import { up as animationsChecked } from '../migrations/0031-animations-checked.ts'
import { up as journal } from '../migrations/0032-journal.ts'
import { up as objectStorage } from '../migrations/0033-object-storage.ts'
import { up as collections } from '../migrations/0034-collections.ts'
import { up as charactersAndSorts } from '../migrations/0035-characters-and-sorts.ts'
import { up as timelinesInTrash } from '../migrations/0036-timelines-in-trash.ts'
import { up as idempotencyKeys } from '../migrations/0037-idempotency-keys.ts'
import { up as imageMarks } from '../migrations/0038-image-marks.ts'
import { up as policies } from '../migrations/0039-policies.ts'
import { up as newTakesInBucket } from '../migrations/0040-new-takes-in-bucket.ts'
import { up as versionsByTime } from '../migrations/0041-versions-by-time.ts'
import { up as statistics } from '../migrations/0042-statistics.ts'
import { up as changesOfSortKeys } from '../migrations/0043-changes-of-sort-keys.ts'
import { up as corrections } from '../migrations/0044-corrections.ts'
import { up as templates } from '../migrations/0045-templates.ts'
import { up as readFiles } from '../migrations/0046-read-files.ts'
import { up as removedImagesByContent } from '../migrations/0047-removed-images-by-content.ts'

/** All migrations in order. The number of those that ran is SQLite’s `user_version`. Append only. */
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
  unreadFacts,
  sortKeys,
  leavingFiles,
  videoCounts,
  links,
  videoChanges,
  trash,
  imagesMade,
  timelines,
  queryFields,
  mediaStatus,
  mediaByStatus,
  aiEvidence,
  savedSearches,
  aiKinds,
  animationsChecked,
  journal,
  objectStorage,
  collections,
  charactersAndSorts,
  timelinesInTrash,
  idempotencyKeys,
  imageMarks,
  policies,
  newTakesInBucket,
  versionsByTime,
  statistics,
  changesOfSortKeys,
  corrections,
  templates,
  readFiles,
  removedImagesByContent,
]

/**
 * Migrates `database` to the newest version, each migration in its own transaction. First backs the file up to
 * `backupFolder` (`media-v<version>-<time>.db`, by `VACUUM INTO`) unless it is empty; the folder holds whole backups
 * only. A second process that opens the
 * library meanwhile waits, then finds nothing to do.
 * @throws RushesError LIBRARY_NEWER if a newer Rushes wrote the file; it stays unchanged.
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
  createTables(database, migrations.length)
}

/** Runs the migrations up to a version, each in its own transaction. */
export function createTables(database: Database, version: number): void {
  for (const [index, up] of migrations.slice(0, version).entries()) {
    const step = database.transaction(() => {
      // Read again inside the lock: another process may have migrated meanwhile.
      if (versionOf(database) !== index) return
      up(database)
      database.pragma(`user_version = ${index + 1}`)
    })
    step.immediate()
  }
}

function backUp(database: Database, folder: string, version: number, now: Date): void {
  makeFolder(folder)
  const name = backupName(`v${version}`, now, process.pid)
  const temporary = join(folder, `.${name}.part`)
  try {
    // SQLite writes into an empty file, which keeps its mode.
    closeSync(openSync(temporary, 'wx', 0o600))
    database.prepare('VACUUM INTO ?').run(temporary)
    syncFile(temporary)
    renameSync(temporary, join(folder, name))
  } catch (error) {
    rmSync(temporary, { force: true })
    throw error
  }
}

/** Creates a folder without those above it: the library may have been moved away meanwhile. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { mode: 0o700 })
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error
  }
}

function syncFile(path: string): void {
  const file = openSync(path, 'r+')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}

function versionOf(database: Database): number {
  return Number(database.pragma('user_version', { simple: true }))
}

/** Returns whether a database has no tables. */
export function isEmpty(database: Database): boolean {
  return database.prepare('SELECT count(*) FROM sqlite_schema').pluck().get() === 0
}
