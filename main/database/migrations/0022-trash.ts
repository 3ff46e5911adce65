import type { Database } from 'better-sqlite3'

/** Indexes on the time, for the list of what is in the trash. */
export function up(database: Database): void {
  database.exec(`
    CREATE INDEX removed_videos_by_time ON removed_videos (removed_at, id);
    CREATE INDEX removed_media_by_time ON removed_media (removed_at, id);
    CREATE INDEX removed_workflows_by_time ON removed_workflows (removed_at, id);
    CREATE INDEX trashed_copies_by_time ON trashed_copies (trashed_at, step_id, seq);`)
}
