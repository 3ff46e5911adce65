import type { Database } from 'better-sqlite3'

/**
 * Perceptual hashes, decisions about similar contents, and the effects of each step of decisions. All by content, so
 * that they hold for a file that was moved or imported again.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE perceptual_hashes (
      file_hash TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      hash TEXT CHECK (length(hash) = 16),
      error TEXT,
      hashed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      CHECK ((hash IS NULL) <> (error IS NULL))
    ) STRICT;

    CREATE TABLE duplicate_decisions (
      first_hash TEXT NOT NULL,
      second_hash TEXT NOT NULL,
      decision TEXT NOT NULL CHECK (decision IN ('keep', 'trash', 'different', 'alternate')),
      trashed_hash TEXT,
      decided_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (first_hash, second_hash),
      CHECK (first_hash < second_hash),
      CHECK ((decision = 'trash') = (trashed_hash IS NOT NULL))
    ) STRICT;
    CREATE INDEX duplicate_decisions_by_second ON duplicate_decisions (second_hash);

    CREATE INDEX locations_present ON locations (file_hash) WHERE missing_since IS NULL;

    CREATE TABLE duplicate_resolutions (
      id TEXT PRIMARY KEY,
      removed TEXT NOT NULL,
      merged TEXT NOT NULL,
      decisions TEXT NOT NULL,
      resolved_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;
  `)
}
