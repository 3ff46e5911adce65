import { sql } from 'kysely'
import type { Db, WritableDb } from './connection.ts'

/** The number of pages that one transaction gives back: another writer waits for them for some milliseconds. */
const pagesAtOnce = 200

/** The size of the database file, and the part of it that holds nothing, in bytes. */
export interface FileSpace {
  file_bytes: number
  unused_bytes: number
}

/** Reads the size of the database file, and how much of it is unused. */
export async function readFileSpace(db: Db): Promise<FileSpace> {
  const { rows } = await sql<FileSpace>`
    SELECT page_count * page_size AS file_bytes, freelist_count * page_size AS unused_bytes
    FROM pragma_page_count, pragma_freelist_count, pragma_page_size`.execute(db)
  const [space] = rows
  if (!space) throw new Error('The pragmas have one row.')
  return space
}

/**
 * Gives some unused pages at the end of the file back to the disk, which SQLite cuts off at its next checkpoint. Does
 * nothing in a file that was not created for it: see [Note: a file that shrinks].
 */
export async function releasePages(db: WritableDb): Promise<void> {
  await sql`PRAGMA incremental_vacuum(${sql.raw(String(pagesAtOnce))})`.execute(db)
}
