import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { onTestFinished } from 'vitest'
import { temporaryFolder } from './library.ts'

/** Statement that creates the table of videos as another program does. */
export const videosTable = `
  CREATE TABLE videos (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, file_path TEXT NOT NULL UNIQUE, file_hash TEXT NOT NULL,
    size_bytes INTEGER NOT NULL, duration_seconds REAL, resolution TEXT, aspect_ratio TEXT, codec TEXT, fps REAL,
    source_type TEXT NOT NULL, created_at TIMESTAMP, metadata JSON
  );`

/** Creates a database of another program in a folder of its own. */
export function foreign(sql: string): { path: string; folder: string; database: BetterSqlite3.Database } {
  const folder = join(temporaryFolder(), 'backend')
  mkdirSync(folder)
  const path = join(folder, 'their media.db')
  const database = new BetterSqlite3(path)
  database.exec(sql)
  onTestFinished(() => void database.close())
  return { path, folder, database }
}

/** Returns the statement that adds a video whose hash repeats one digit. */
export const video = (id: string, path: string, content: string) =>
  `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, created_at, metadata)
   VALUES ('${id}', 'Take ${id}', '${path}', '${content.repeat(64)}', 9007199254740993, 'generated', '2024-05-01 10:00:00', '{"mood":"dusk"}');`

/** The rest of the report on a table of which all rows were adopted. */
export const whole = { known: 0, replaced: 0, merged: 0, left_out: [] }
