import type { Database } from 'better-sqlite3'

const ownColumns = {
  width: 'INTEGER',
  height: 'INTEGER',
  frame_rate: 'TEXT',
  frame_count: 'INTEGER',
  bit_rate: 'INTEGER',
  audio_codec: 'TEXT',
  rotation: 'INTEGER',
  container: 'TEXT',
}

/** Creates `videos`, or adds our columns to one that the Media Manager made. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS videos (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL,
      file_path TEXT NOT NULL UNIQUE,
      file_hash TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      duration_seconds REAL,
      resolution TEXT,
      aspect_ratio TEXT,
      codec TEXT,
      fps REAL,
      source_type TEXT NOT NULL,
      created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP,
      metadata JSON
    );
  `)
  const present = new Set(database.prepare("SELECT name FROM pragma_table_info('videos')").pluck().all())
  for (const [name, type] of Object.entries(ownColumns)) {
    if (!present.has(name)) database.exec(`ALTER TABLE videos ADD COLUMN ${name} ${type}`)
  }
  database.exec(`
    CREATE INDEX videos_by_file_hash ON videos (file_hash);
    CREATE INDEX videos_by_source ON videos (source_type);
    CREATE INDEX videos_by_source_and_size ON videos (source_type, size_bytes);

    CREATE TABLE locations (
      path TEXT PRIMARY KEY,
      file_hash TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      mtime_ms INTEGER NOT NULL,
      sample_hash TEXT NOT NULL,
      seen_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      verified_at TEXT,
      missing_since TEXT
    ) STRICT;
    CREATE INDEX locations_by_file_hash ON locations (file_hash);

    CREATE TABLE library (
      id INTEGER PRIMARY KEY CHECK (id = 1),
      folder TEXT NOT NULL
    ) STRICT;

    CREATE TABLE removed_videos (
      id TEXT PRIMARY KEY,
      file_hash TEXT NOT NULL,
      video TEXT NOT NULL,
      locations TEXT NOT NULL,
      related TEXT NOT NULL,
      removed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;
  `)
}
