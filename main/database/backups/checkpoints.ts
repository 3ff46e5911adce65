import { sql } from 'kysely'
import type { WritableDb } from '../connection/connection.ts'

/** SQLite's default. */
const pagesPerCheckpoint = 1000

/** Turns the checkpoints off or on that commits of this connection run. */
export async function setCheckpoints(db: WritableDb, are: 'on' | 'off'): Promise<void> {
  await sql`PRAGMA wal_autocheckpoint = ${sql.lit(are === 'on' ? pagesPerCheckpoint : 0)}`.execute(db)
}
