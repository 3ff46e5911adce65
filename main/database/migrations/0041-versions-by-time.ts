import type { Database } from 'better-sqlite3'

/** An index for all versions, newest first; the one of those that wait for an answer exists. */
export function up(database: Database): void {
  database.exec('CREATE INDEX video_versions_by_time ON video_versions (noticed_at, video_id)')
}
