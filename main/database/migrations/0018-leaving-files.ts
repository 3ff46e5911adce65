import type { Database } from 'better-sqlite3'

/** Files of the library that a process moves to the trash or deletes, so that no import records them meanwhile. */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE leaving_files (
      number INTEGER PRIMARY KEY AUTOINCREMENT,
      path TEXT NOT NULL UNIQUE,
      owner TEXT NOT NULL
    ) STRICT;
  `)
}
