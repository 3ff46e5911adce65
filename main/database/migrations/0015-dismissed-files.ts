import type { Database } from 'better-sqlite3'

/** Files of removed videos and images, which watched folders do not import again. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE dismissed_files (
      path TEXT PRIMARY KEY,
      size_bytes INTEGER NOT NULL,
      mtime_ms INTEGER NOT NULL
    ) STRICT, WITHOUT ROWID;
    INSERT OR IGNORE INTO dismissed_files
      SELECT location.value ->> 'path', location.value ->> 'size_bytes', location.value ->> 'mtime_ms'
      FROM removed_videos, json_each(removed_videos.locations) AS location
      WHERE location.value ->> 'path' NOT IN (SELECT path FROM locations);
  `)
}
