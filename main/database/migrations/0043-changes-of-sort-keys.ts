import type { Database } from 'better-sqlite3'
import { facetColumns, note } from './0021-video-changes.ts'

/** The log of changes also follows what lists are sorted by and statistics add up, for the indices in memory. */
export function up(database: Database): void {
  database.exec(`
    DROP TRIGGER video_changes_update;
    CREATE TRIGGER video_changes_update
    AFTER UPDATE OF id, ${facetColumns}, fps, audio_codec, name, size_bytes, width, height ON videos BEGIN
      ${note('VALUES (new.rowid)')}
    END;
    CREATE TRIGGER video_changes_sort_keys AFTER UPDATE ON video_sort_keys BEGIN
      ${note('VALUES (new.video_rowid)')}
    END;`)
}
