import type { Database } from 'better-sqlite3'

/**
 * Notes which version of the readers read a file, if its kept texts were parsed by a later one because the file was
 * offline. Null in all other rows, so that the few that are to be read are found by the index.
 */
export function up(database: Database): void {
  database.exec(`
    ALTER TABLE embedded_readings ADD COLUMN file_version INTEGER;
    CREATE INDEX embedded_readings_by_file_version ON embedded_readings (file_version) WHERE file_version IS NOT NULL;
  `)
}
