import type { Database } from 'better-sqlite3'

/** An index for the search field `status:` and for lists of media that wait or have failed. */
export function up(database: Database): void {
  database.exec('CREATE INDEX media_by_status ON media (MediaStatus, MediaType)')
}
