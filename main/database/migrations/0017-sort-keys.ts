import type { Database } from 'better-sqlite3'
import { rowOf } from './0006-search.ts'

const generation = (column: string) => (id: string) =>
  `(SELECT min(${column} COLLATE NOCASE) FROM video_generation WHERE video_id = ${id})`
const workflow = (id: string) =>
  `(SELECT min(name COLLATE NOCASE) FROM workflows
    WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = ${id}))`
/** The sort keys of a video, by their columns. */
export const values = { provider: generation('provider'), model: generation('model'), workflow }

type Column = keyof typeof values

const set = (columns: readonly Column[], id: string) =>
  columns.map((column) => `${column} = ${values[column](id)}`).join(', ')

/**
 * The values of other tables by which lists of videos are sorted: a row for each video under the same rowid, each
 * column with an index. Triggers update it, also for writes of other programs, as those of the search index do.
 */
export function up(database: Database): void {
  const all = Object.keys(values) as Column[]
  const valuesOf = (id: string) => all.map((column) => values[column](id)).join(', ')
  database.exec(`
    CREATE TABLE video_sort_keys (
      video_rowid INTEGER PRIMARY KEY,
      provider TEXT COLLATE NOCASE,
      model TEXT COLLATE NOCASE,
      workflow TEXT COLLATE NOCASE
    );
    INSERT INTO video_sort_keys (video_rowid, ${all}) SELECT rowid, ${valuesOf('videos.id')} FROM videos;

    CREATE TRIGGER video_sort_keys_insert AFTER INSERT ON videos BEGIN
      DELETE FROM video_sort_keys WHERE video_rowid = new.rowid;
      INSERT INTO video_sort_keys (video_rowid, ${all}) VALUES (new.rowid, ${valuesOf('new.id')});
    END;
    CREATE TRIGGER video_sort_keys_delete AFTER DELETE ON videos BEGIN
      DELETE FROM video_sort_keys WHERE video_rowid = old.rowid;
    END;
    CREATE TRIGGER video_sort_keys_rename AFTER UPDATE OF name ON workflows WHEN new.name IS NOT old.name BEGIN
      UPDATE video_sort_keys SET ${set(['workflow'], 'videos.id')} FROM videos
      WHERE video_rowid = videos.rowid
        AND videos.id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = new.id);
    END;`)
  for (const column of all) {
    database.exec(`CREATE INDEX video_sort_keys_by_${column} ON video_sort_keys (${column})`)
  }
  for (const [table, columns] of [
    ['video_generation', ['provider', 'model']],
    ['workflow_videos', ['workflow']],
  ] as const) {
    for (const [event, row] of [
      ['INSERT', 'new'],
      ['UPDATE', 'new'],
      ['DELETE', 'old'],
    ] as const) {
      const id = `${row}.video_id`
      database.exec(`
        CREATE TRIGGER video_sort_keys_${table}_${event.toLowerCase()} AFTER ${event} ON ${table} BEGIN
          UPDATE video_sort_keys SET ${set(columns, id)} WHERE video_rowid = ${rowOf(id)};
        END;`)
    }
  }
}
