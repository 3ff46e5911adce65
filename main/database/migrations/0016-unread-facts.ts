import type { Database } from 'better-sqlite3'

/** Finds the videos that other programs recorded and that were not probed: only ffprobe tells a container. */
export function up(database: Database): void {
  database.exec('CREATE INDEX videos_unread ON videos (id) WHERE container IS NULL')
}
