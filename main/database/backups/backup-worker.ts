import { closeSync, existsSync, fdatasyncSync, openSync } from 'node:fs'
import type { BackupComparison, DatabaseContents } from '../../../shared/contract/backups.ts'
import { messageOf, RushesError } from '../../../shared/errors.ts'
import { answerRequests } from '../../threads/worker.ts'
import { connect, type Database } from '../connection/connection.ts'
import { isDamage } from '../connection/sqlite-errors.ts'
import type { BackupRequest, BackupResults } from './backup-thread.ts'
import { salvage } from './salvage.ts'

answerRequests(async (request: BackupRequest): Promise<BackupResults[BackupRequest['kind']]> => {
  if (request.kind === 'salvage') return salvage(request.path, request.target)
  if (request.kind === 'compact') return compact(request.path)
  const database = connect(request.path, { readonly: true, fileMustExist: true })
  try {
    if (request.kind === 'compare') return compare(database, request.backup)
    if (request.kind === 'check') return check(database)
    if (request.kind === 'archive') {
      database.prepare('VACUUM INTO ?').run(request.target)
      return undefined
    }
    await copy(database, request.target)
  } finally {
    database.close()
  }
  checkpoint(request.path)
  return undefined
})

/** Pages between two syncs: few enough that one takes milliseconds, and enough that all together take little time. */
const pagesPerStep = 2000

/**
 * Copies a database that is in use. Its disk gets the pages step by step, and what is written to the log meanwhile: a
 * gigabyte that waits to be written holds up the syncs of all other files, and with them the commits of writers. One
 * transaction reads all steps, so that writers, whom it does not keep waiting, do not make SQLite begin again. The log
 * may be opened and closed here: SQLite has no locks on it, which closing it would release.
 */
async function copy(database: Database, target: string): Promise<void> {
  database.exec('BEGIN')
  database.prepare('SELECT 1 FROM sqlite_schema').get()
  const files: number[] = []
  try {
    await database.backup(target, {
      progress: () => {
        if (files.length === 0)
          for (const path of [target, `${database.name}-wal`]) if (existsSync(path)) files.push(openSync(path, 'r+'))
        for (const file of files) fdatasyncSync(file)
        return pagesPerStep
      },
    })
  } finally {
    for (const file of files) closeSync(file)
    database.exec('ROLLBACK')
  }
}

/** The time after which the rest is left to a commit: a reader of an old state may keep pages in the log for long. */
const longestCheckpointMs = 2000

/**
 * Moves what was written during a copy from the log into the database. SQLite syncs the database only when a checkpoint
 * leaves nothing in the log. Writers go on meanwhile, so the checkpoint is repeated until one did: otherwise, that long
 * sync would be part of a commit.
 */
function checkpoint(path: string): void {
  const database = connect(path, { fileMustExist: true })
  try {
    const end = performance.now() + longestCheckpointMs
    do database.pragma('wal_checkpoint(PASSIVE)')
    while (hasUnmovedPages(database) && performance.now() < end)
  } finally {
    database.close()
  }
}

function hasUnmovedPages(database: Database): boolean {
  const [state] = database.pragma('wal_checkpoint(NOOP)') as { log: number; checkpointed: number }[]
  return state !== undefined && state.checkpointed < state.log
}

function compact(path: string): undefined {
  const database = connect(path, { fileMustExist: true })
  try {
    database.pragma('auto_vacuum = INCREMENTAL')
    // Tables with an index keep their rowids, and all tables whose rowids are used have one: a test compares them.
    database.exec('VACUUM')
    database.pragma('wal_checkpoint(TRUNCATE)')
  } finally {
    database.close()
  }
}

function check(database: Database): DatabaseContents {
  requireWhole(database)
  return contentsOf(database)
}

function compare(library: Database, path: string): BackupComparison {
  const backup = connect(path, { readonly: true, fileMustExist: true })
  try {
    requireWhole(backup)
    library.prepare('ATTACH ? AS backup').run(path)
    const missing = (from: string, other: string) =>
      count(library, `(SELECT id FROM ${from}.videos EXCEPT SELECT id FROM ${other}.videos)`)
    const steps = (database: string) =>
      hasTable(library, database, 'journal') ? `SELECT id, step FROM ${database}.journal` : 'SELECT 0, 0 WHERE 0'
    return {
      backup: contentsOf(backup),
      library: contentsOf(library),
      only_in_library: missing('main', 'backup'),
      only_in_backup: missing('backup', 'main'),
      later_changes: count(library, `(${steps('main')} EXCEPT ${steps('backup')})`),
    }
  } finally {
    backup.close()
  }
}

/** Requires that SQLite finds no damage. @throws RushesError LIBRARY_DAMAGED */
function requireWhole(database: Database): void {
  let found: unknown
  try {
    found = database.pragma('quick_check(1)', { simple: true })
  } catch (error) {
    if (!isDamage(error)) throw error
    found = messageOf(error)
  }
  if (found !== 'ok') throw new RushesError('LIBRARY_DAMAGED', `${database.name} is damaged: ${String(found)}.`)
}

/** Tests for a table: backups before a migration may lack some. */
function hasTable(database: Database, schema: string, table: string): boolean {
  const found = database.prepare(`SELECT 1 FROM ${schema}.sqlite_schema WHERE type = 'table' AND name = ?`)
  return found.get(table) !== undefined
}

function contentsOf(database: Database): DatabaseContents {
  const rows = (table: string) => (hasTable(database, 'main', table) ? count(database, `main.${table}`) : 0)
  return {
    videos: rows('videos'),
    images: hasTable(database, 'main', 'media') ? count(database, "main.media WHERE MediaType = 'Image'") : 0,
    workflows: rows('workflows'),
    executions: rows('workflow_executions'),
    generations: rows('video_generation'),
  }
}

function count(database: Database, from: string): number {
  return Number(database.prepare(`SELECT count(*) FROM ${from}`).pluck().get())
}
