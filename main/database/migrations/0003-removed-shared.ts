import type { Database } from 'better-sqlite3'

/** Whether another video had the same content at a removal; null in rows from before, which did not say. */
export function up(database: Database): void {
  database.exec('ALTER TABLE removed_videos ADD COLUMN shared INTEGER')
}
