import type { Database } from 'better-sqlite3'

/** Tombstones of images. */
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
