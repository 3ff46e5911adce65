import type { Database } from 'better-sqlite3'

/** Lets jobs be paused, and keeps the request of an import so that an interrupted one can continue. */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE jobs ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN request TEXT;`)
}
