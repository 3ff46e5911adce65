import type { Database } from 'better-sqlite3'
import { prepareProcessingJobs } from '../connection/prepare-processing-jobs.ts'

/**
 * The caches of analyses and processing. Other programs share `analysis_jobs` and `processing_jobs`: they have only the
 * standard’s columns and may exist already. Rushes keeps everything else in tables of its own.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS analysis_jobs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      file_path TEXT NOT NULL,
      file_hash TEXT NOT NULL,
      config_hash TEXT NOT NULL,
      ranges JSON,
      metadata JSON,
      created_at REAL NOT NULL,
      UNIQUE(file_path, config_hash)
    );
    CREATE INDEX analysis_jobs_by_content ON analysis_jobs (file_hash);
    CREATE INDEX analysis_jobs_by_config ON analysis_jobs (config_hash, created_at);
    CREATE INDEX analysis_jobs_by_time ON analysis_jobs (created_at);

    CREATE TABLE configurations (
      config_hash TEXT PRIMARY KEY,
      name TEXT,
      config TEXT
    ) STRICT;
    CREATE INDEX configurations_by_name ON configurations (name);

    CREATE TABLE removed_analyses (
      id INTEGER PRIMARY KEY,
      file_path TEXT NOT NULL,
      file_hash TEXT NOT NULL,
      config_hash TEXT NOT NULL,
      ranges JSON,
      metadata JSON,
      created_at REAL NOT NULL
    );
  `)
  prepareProcessingJobs(database)
  database.exec(`
    CREATE INDEX processing_jobs_by_input ON processing_jobs (input_hash);
    CREATE INDEX processing_jobs_by_output ON processing_jobs (output_hash);
    CREATE INDEX processing_jobs_by_time ON processing_jobs (created_at);

    CREATE TABLE processing_inputs (
      job_id TEXT NOT NULL,
      position INTEGER NOT NULL,
      path TEXT NOT NULL,
      hash TEXT NOT NULL,
      PRIMARY KEY (job_id, position)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX processing_inputs_by_hash ON processing_inputs (hash);

    CREATE TABLE removed_processing (
      id INTEGER PRIMARY KEY,
      job_id TEXT NOT NULL,
      action TEXT NOT NULL,
      input_path TEXT NOT NULL,
      input_hash TEXT NOT NULL,
      config_hash TEXT NOT NULL,
      output_path TEXT NOT NULL,
      output_hash TEXT NOT NULL,
      parameters JSON,
      metadata JSON,
      created_at REAL NOT NULL
    );
    CREATE INDEX removed_processing_by_job ON removed_processing (job_id);
  `)
  countMadeAndCached(database)
}

/** SQLite cannot alter a `CHECK`, so `job_items` is created anew. */
function countMadeAndCached(database: Database): void {
  database.exec(`
    ALTER TABLE jobs ADD COLUMN made INTEGER NOT NULL DEFAULT 0;
    ALTER TABLE jobs ADD COLUMN cached INTEGER NOT NULL DEFAULT 0;

    CREATE TABLE items (
      job_id TEXT NOT NULL REFERENCES jobs (id) ON DELETE CASCADE,
      seq INTEGER NOT NULL,
      path TEXT NOT NULL,
      outcome TEXT NOT NULL CHECK (outcome IN ('added', 'duplicate', 'failed', 'made', 'cached')),
      video_id TEXT,
      error TEXT,
      PRIMARY KEY (job_id, seq)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO items SELECT job_id, seq, path, outcome, video_id, error FROM job_items;
    DROP TABLE job_items;
    ALTER TABLE items RENAME TO job_items;
    CREATE INDEX job_items_failed ON job_items (job_id, seq) WHERE outcome = 'failed';
  `)
}
