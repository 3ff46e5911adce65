import type { Database } from 'better-sqlite3'

/**
 * The bucket of the library, without any secret; which frames it has; and the objects that no row needs any more, until
 * they are deleted there. Copies of videos in the bucket are rows of `locations`.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE object_storage (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      endpoint TEXT,
      region TEXT NOT NULL,
      bucket TEXT NOT NULL,
      prefix TEXT NOT NULL,
      path_style INTEGER NOT NULL,
      profile TEXT,
      frames TEXT NOT NULL CHECK (frames IN ('library', 'bucket'))
    ) STRICT;
    CREATE TABLE bucket_frames (
      file_hash TEXT PRIMARY KEY NOT NULL,
      stored_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT, WITHOUT ROWID;
    CREATE TABLE bucket_deletions (object_key TEXT PRIMARY KEY NOT NULL) STRICT, WITHOUT ROWID;
  `)
}
