import type { Database } from 'better-sqlite3'

/** Clean-up policies, and settings of the library, each a JSON object under its name. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE policies (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
      rule TEXT NOT NULL,
      days INTEGER,
      max_bytes INTEGER,
      query TEXT NOT NULL DEFAULT '',
      schedule TEXT NOT NULL DEFAULT 'manual',
      created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      last_run_at TEXT
    ) STRICT;
    CREATE TABLE library_settings (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;`)
}
