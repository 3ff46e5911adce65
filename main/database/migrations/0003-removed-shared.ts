import type { Database } from 'better-sqlite3'

/** Records whether another video had the same content at a removal; null in older rows. */
export function up(database: Database): void {
  database.exec('ALTER TABLE removed_videos ADD COLUMN shared INTEGER')
}
