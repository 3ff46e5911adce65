import type { Database } from 'better-sqlite3'

/** What a removal takes of images, whole, so that it can be put back. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE removed_media (
      id TEXT PRIMARY KEY,
      file_hash TEXT NOT NULL,
      media TEXT NOT NULL,
      locations TEXT NOT NULL,
      related TEXT NOT NULL,
      removed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;
  `)
}
