import type { Database } from 'better-sqlite3'

const cost = `json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.cost')`

/**
 * Indices for the statistics: times and costs of generations by model, and the files that imports found to be in the
 * library.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE INDEX generation_times ON video_generation (model, started_at, completed_at)
    WHERE started_at IS NOT NULL AND completed_at IS NOT NULL;
    CREATE INDEX generation_costs ON video_generation (model, ${cost}) WHERE ${cost} IS NOT NULL;
    CREATE INDEX job_items_duplicate ON job_items (job_id, seq, video_id) WHERE outcome = 'duplicate';`)
}
