import type { Database } from 'better-sqlite3'
import { createTriggers } from './0032-journal.ts'

/**
 * The journal follows the rows of `analysis_jobs` that a person corrected, whose configuration is
 * `{"corrects":"sha256:…"}`, and no others: those are caches.
 */
export function up(database: Database): void {
  createTriggers(database, {
    table: 'analysis_jobs',
    key: ['id'],
    columns: ['file_path', 'file_hash', 'config_hash', 'ranges', 'metadata', 'created_at'],
    part: (row) => `EXISTS (
      SELECT 1 FROM configurations WHERE config_hash = ${row}.config_hash AND config LIKE '{"corrects":"%"}')`,
  })
}
