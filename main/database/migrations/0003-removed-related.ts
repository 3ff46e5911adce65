import type { Database } from 'better-sqlite3'

/** What other tables held of a removed video is kept with it. */
export function up(database: Database): void {
  database.exec("ALTER TABLE removed_videos ADD COLUMN related TEXT NOT NULL DEFAULT '[]'")
}
