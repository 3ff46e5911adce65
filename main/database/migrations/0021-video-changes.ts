import type { Database } from 'better-sqlite3'
import { rowOf } from './0006-search.ts'

/** Changes that are kept: whoever has not read as many reads all videos again. */
const kept = 100_000

/** The columns of `videos` that the log follows since this migration. */
export const facetColumns = [
  'source_type',
  'resolution',
  'aspect_ratio',
  'codec',
  'rating',
  'duration_seconds',
  'created_at',
]

/** Notes rowids in the log. */
export const note = (rowids: string) => `
  INSERT INTO video_changes (video_rowid) ${rowids};
  DELETE FROM video_changes WHERE seq <= (SELECT max(seq) FROM video_changes) - ${kept};`

/** Notes the video with this id in the log, if there is one. */
export const noteId = (id: string) => note(`SELECT ${rowOf(id)} WHERE ${rowOf(id)} IS NOT NULL`)

/**
 * A log of the videos whose values of filters and facets have changed, by rowid, so that an index in memory can follow.
 * Triggers write it, also for writes of other programs; it keeps the last 100,000 entries.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE video_changes (seq INTEGER PRIMARY KEY, video_rowid INTEGER NOT NULL) STRICT;
    -- A REPLACE fires no trigger for the rows that it deletes.
    CREATE TRIGGER video_changes_insert_before BEFORE INSERT ON videos BEGIN
      ${note('SELECT rowid FROM videos WHERE id = new.id OR file_path = new.file_path')}
    END;
    CREATE TRIGGER video_changes_insert AFTER INSERT ON videos BEGIN ${note('VALUES (new.rowid)')}
    END;
    CREATE TRIGGER video_changes_update AFTER UPDATE OF id, ${facetColumns} ON videos BEGIN ${note('VALUES (new.rowid)')}
    END;
    CREATE TRIGGER video_changes_delete AFTER DELETE ON videos BEGIN ${note('VALUES (old.rowid)')}
    END;`)
  for (const [table, columns] of [
    ['video_generation', ['provider', 'model']],
    ['workflow_videos', ['workflow_id', 'node_type', 'role']],
    ['tagged_videos', ['tag_key']],
  ] as const) {
    database.exec(`
      CREATE TRIGGER video_changes_${table}_insert AFTER INSERT ON ${table} BEGIN ${noteId('new.video_id')}
      END;
      CREATE TRIGGER video_changes_${table}_update AFTER UPDATE OF video_id, ${columns} ON ${table} BEGIN
        ${noteId('old.video_id')} ${noteId('new.video_id')}
      END;
      CREATE TRIGGER video_changes_${table}_delete AFTER DELETE ON ${table} BEGIN ${noteId('old.video_id')}
      END;`)
  }
}
