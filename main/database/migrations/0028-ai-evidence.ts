import type { Database } from 'better-sqlite3'

/** The strongest evidence that a model made a content, for lists; the kept texts are parsed again to find it. */
export function up(database: Database): void {
  database.exec('ALTER TABLE embedded_readings ADD COLUMN ai_evidence TEXT')
}
