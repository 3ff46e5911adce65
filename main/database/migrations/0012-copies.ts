import type { Database } from 'better-sqlite3'

/**
 * The search for exact copies: known files by size, files that only a sample was read of, and copies in the trash, each
 * with its location.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE INDEX locations_by_size ON locations (size_bytes) WHERE missing_since IS NULL;

    -- With the size, what lies at several places is found and measured along the index alone.
    DROP INDEX locations_present;
    CREATE INDEX locations_present ON locations (file_hash, size_bytes, missing_since) WHERE missing_since IS NULL;

    CREATE TABLE sampled_files (
      size_bytes INTEGER NOT NULL,
      path TEXT NOT NULL,
      mtime_ms INTEGER NOT NULL,
      sample_hash TEXT NOT NULL,
      PRIMARY KEY (size_bytes, path)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE trashed_copies (
      step_id TEXT NOT NULL,
      seq INTEGER NOT NULL,
      path TEXT NOT NULL,
      kept_path TEXT NOT NULL,
      trashed_path TEXT NOT NULL,
      file_hash TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      location TEXT NOT NULL,
      played TEXT NOT NULL,
      trashed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (step_id, seq)
    ) STRICT, WITHOUT ROWID;
  `)
}
