import type { Database } from 'better-sqlite3'

/** When the images of the library were checked for animations, which earlier versions recorded as images. */
export function up(database: Database): void {
  database.exec('ALTER TABLE library ADD COLUMN animations_checked_at TEXT')
}
