import type { Database } from 'better-sqlite3'

/**
 * Rescans: counts of unchanged and moved files, an index that finds a content by its sample, one of moved files whose
 * content is unconfirmed, versions of videos, and watched folders.
 */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE jobs ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN unchanged INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE items (
      job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      seq INTEGER NOT NULL,
      path TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('added', 'duplicate', 'moved', 'failed', 'made', 'cached')),
      video_id TEXT,
      error TEXT,
      PRIMARY KEY (job_id, seq)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO items SELECT job_id, seq, path, outcome, video_id, error FROM job_items;
    DROP TABLE job_items;
    ALTER TABLE items RENAME TO job_items;
    CREATE INDEX job_items_failed ON job_items (job_id, seq) WHERE outcome = 'failed';

    CREATE INDEX locations_by_sample ON locations (sample_hash, size_bytes, mtime_ms);
    CREATE INDEX locations_unconfirmed ON locations (path)
      WHERE verified_at IS NULL AND missing_since IS NULL AND sample_hash <> '';

    CREATE TABLE watched_folders (
      path TEXT PRIMARY KEY,
      paused INTEGER NOT NULL DEFAULT 0 CHECK (paused IN (0, 1)),
      added_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;

    CREATE TABLE video_versions (
      video_id TEXT PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
      previous_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
      path TEXT NOT NULL,
      noticed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      row_count INTEGER NOT NULL,
      answer TEXT CHECK (answer IN ('carried', 'left')),
      answered_at TEXT,
      carried TEXT
    ) STRICT;
    CREATE INDEX video_versions_by_previous ON video_versions (previous_id);
    CREATE INDEX video_versions_asked ON video_versions (noticed_at, video_id) WHERE answer IS NULL;
  `)
}
