import type { Database } from 'better-sqlite3'

/**
 * Timelines of frames, and the trees of checkpoints on them. A checkpoint holds only its own step: the state is folded
 * over its ancestors on reading, so that a fork costs one row and no output is copied. `seq` rises from parent to
 * child, so that no chain of parents can be a cycle. An output is stored once, by the hash of its canonical JSON. A
 * timeline keeps the id of its video without a foreign key, because it outlives it.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE timelines (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      source_video TEXT NOT NULL,
      source_asset_id TEXT,
      file_hash TEXT,
      profile_name TEXT NOT NULL,
      at TEXT NOT NULL,
      fps REAL,
      every INTEGER,
      threshold REAL,
      request_hash TEXT,
      job_id TEXT,
      frames INTEGER,
      root_checkpoint_id TEXT NOT NULL,
      chosen_checkpoint_id TEXT,
      created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      removed_at TEXT
    ) STRICT;
    CREATE INDEX timelines_by_asset ON timelines (source_asset_id) WHERE source_asset_id IS NOT NULL;
    CREATE INDEX timelines_by_request ON timelines (request_hash) WHERE request_hash IS NOT NULL;

    CREATE TABLE timeline_frames (
      timeline_id TEXT NOT NULL REFERENCES timelines (id) ON DELETE CASCADE,
      sequence INTEGER NOT NULL,
      chunk_id INTEGER NOT NULL,
      timestamp REAL NOT NULL,
      perceptual_hash TEXT NOT NULL,
      frame_number INTEGER,
      file_hash TEXT NOT NULL,
      size_bytes INTEGER NOT NULL,
      PRIMARY KEY (timeline_id, sequence)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX timeline_frames_by_content ON timeline_frames (file_hash);

    CREATE TABLE stage_outputs (
      output_hash TEXT PRIMARY KEY NOT NULL,
      size_bytes INTEGER NOT NULL,
      stored_bytes INTEGER NOT NULL,
      encoding TEXT NOT NULL CHECK (encoding IN ('json', 'zlib')),
      content BLOB NOT NULL
    ) STRICT;

    CREATE TABLE checkpoints (
      seq INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE,
      timeline_id TEXT NOT NULL REFERENCES timelines (id) ON DELETE CASCADE,
      parent_id TEXT REFERENCES checkpoints (id),
      stage_name TEXT,
      output_hash TEXT REFERENCES stage_outputs (output_hash),
      config_overrides TEXT,
      stats TEXT,
      is_scenario INTEGER NOT NULL DEFAULT 0,
      scenario_label TEXT NOT NULL DEFAULT '',
      run_hash TEXT,
      pruned_with TEXT,
      created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;
    CREATE INDEX checkpoints_by_timeline ON checkpoints (timeline_id);
    CREATE INDEX checkpoints_by_parent ON checkpoints (parent_id) WHERE parent_id IS NOT NULL;
    CREATE INDEX checkpoints_by_output ON checkpoints (output_hash) WHERE output_hash IS NOT NULL;
    CREATE INDEX checkpoints_by_run ON checkpoints (run_hash) WHERE run_hash IS NOT NULL;
    CREATE INDEX checkpoints_pruned ON checkpoints (pruned_with) WHERE pruned_with IS NOT NULL;
  `)
}
