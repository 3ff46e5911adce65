import type { Database } from 'better-sqlite3'

/** TEMPORARY: replaced by that of branch workflows. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS video_generation (
      video_id TEXT PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
      provider TEXT NOT NULL, model TEXT, prompt TEXT, generation_params JSON, job_id TEXT, status TEXT, created_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP, completed_at TIMESTAMP);
    CREATE TABLE IF NOT EXISTS workflows (id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, status TEXT DEFAULT 'draft', definition JSON NOT NULL, created_at TIMESTAMP, updated_at TIMESTAMP, last_executed_at TIMESTAMP);
    CREATE TABLE IF NOT EXISTS workflow_videos (
      workflow_id TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE, video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
      node_id TEXT NOT NULL, node_type TEXT NOT NULL, role TEXT NOT NULL, execution_id TEXT, created_at TIMESTAMP, PRIMARY KEY (workflow_id, video_id, node_id));
    CREATE INDEX workflow_videos_by_video ON workflow_videos (video_id);
  `)
}
