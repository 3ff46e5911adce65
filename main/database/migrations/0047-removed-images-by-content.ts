import type { Database } from 'better-sqlite3'

/** Finds the removed images of a content, as for videos: one that is deleted may share its file with another. */
export function up(database: Database): void {
  database.exec('CREATE INDEX removed_media_by_content ON removed_media (file_hash)')
}
