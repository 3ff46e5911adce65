import { sql } from 'kysely'
import type { FileSpace } from '../../../shared/contract/library.ts'
import type { Db, WritableDb } from './connection.ts'

/** The number of pages that one transaction gives back: another writer waits for them for some milliseconds. */
const pagesAtOnce = 200

/** Reads the size of the database file, and how much of it is unused. */
export async function readFileSpace(db: Db): Promise<FileSpace> {
  const { rows } = await sql<Omit<FileSpace, 'shrinks'> & { auto_vacuum: number }>`
    SELECT page_count * page_size AS file_bytes, freelist_count * page_size AS unused_bytes, auto_vacuum
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size, pragma_auto_vacuum`.execute(db)
  const [space] = rows
  if (!space) throw new Error('The pragmas have one row.')
  const { auto_vacuum, ...bytes } = space
  return { ...bytes, shrinks: auto_vacuum !== 0 }
}

/**
 * Gives some unused pages at the end of the file back to the disk, which SQLite cuts off at its next checkpoint. Does
 * nothing in a file that was not created for it: see [Note: a file that shrinks].
 */
export async function releasePages(db: WritableDb): Promise<void> {
  await sql`PRAGMA incremental_vacuum(${sql.raw(String(pagesAtOnce))})`.execute(db)
}
