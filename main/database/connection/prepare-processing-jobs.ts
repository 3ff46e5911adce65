import type { Database } from 'better-sqlite3'

/**
 * Creates `processing_jobs`, or upgrades one that is older than the cache: adds the column `config_hash`, keeps the
 * newest row of each action, input path and configuration, and adds the unique index over these. Idempotent. `database`
 * is a library or a copy of another program’s database.
 */
export function prepareProcessingJobs(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS processing_jobs (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      job_id TEXT UNIQUE NOT NULL,
      action TEXT NOT NULL,
      input_path TEXT NOT NULL,
      input_hash TEXT NOT NULL,
      config_hash TEXT NOT NULL DEFAULT '',
      output_path TEXT NOT NULL,
      output_hash TEXT NOT NULL,
      parameters JSON,
      metadata JSON,
      created_at REAL NOT NULL
    );`)
  if (!has(database, "SELECT 1 FROM pragma_table_info('processing_jobs') WHERE name = 'config_hash'"))
    database.exec("ALTER TABLE processing_jobs ADD COLUMN config_hash TEXT NOT NULL DEFAULT ''")
  if (has(database, "SELECT 1 FROM sqlite_schema WHERE type = 'index' AND name = 'idx_processing_cache'")) return
  database.exec(`
    DELETE FROM processing_jobs WHERE id IN (
      SELECT id FROM (
        SELECT id, row_number() OVER (
          PARTITION BY action, input_path, config_hash ORDER BY created_at DESC, id DESC
        ) AS place FROM processing_jobs
      ) WHERE place > 1
    );
    CREATE UNIQUE INDEX idx_processing_cache ON processing_jobs (action, input_path, config_hash);`)
}

function has(database: Database, query: string): boolean {
  return database.prepare(query).get() !== undefined
}
