import type { Database } from 'better-sqlite3'

/** Background jobs, and the result for each file of an import. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE jobs (
      id TEXT PRIMARY KEY,
      kind TEXT NOT NULL,
      state TEXT NOT NULL CHECK (state IN ('queued', 'running', 'done', 'failed', 'cancelled', 'interrupted')),
      title TEXT NOT NULL,
      done REAL NOT NULL DEFAULT 0,
      total REAL,
      unit TEXT NOT NULL,
      video_id TEXT,
      added INTEGER NOT NULL DEFAULT 0,
      duplicates INTEGER NOT NULL DEFAULT 0,
      failed INTEGER NOT NULL DEFAULT 0,
      error TEXT,
      owner TEXT NOT NULL,
      heartbeat_ms INTEGER NOT NULL,
      cancel_requested INTEGER NOT NULL DEFAULT 0,
      created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP,
      started_at TEXT,
      finished_at TEXT
    ) STRICT;
    CREATE INDEX jobs_active ON jobs (state) WHERE state IN ('queued', 'running');

    CREATE TABLE job_items (
      job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      seq INTEGER NOT NULL,
      path TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('added', 'duplicate', 'failed')),
      video_id TEXT,
      error TEXT,
      PRIMARY KEY (job_id, seq)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX job_items_failed ON job_items (job_id, seq) WHERE outcome = 'failed';
  `)
}
