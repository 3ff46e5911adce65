import type { Database } from 'better-sqlite3'

/** Queries that are kept under a name. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE saved_searches (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL CHECK (name <> ''),
      query TEXT NOT NULL,
      created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;`)
}
