import type { Database } from 'better-sqlite3'

/** Jobs can be paused, and an import that was cut off can go on with what it was asked for. */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE jobs ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN request TEXT;`)
}
