import type { Database } from 'better-sqlite3'
import { createTriggers, type Followed } from './0032-journal.ts'

const followed: readonly Followed[] = [
  { table: 'collections', key: ['id'], columns: ['name', 'note', 'cover_id', 'created_at'], long: ['note'] },
  { table: 'collected_videos', key: ['video_id', 'collection_id'], columns: ['position'] },
  { table: 'video_notes', key: ['video_id'], columns: ['colour', 'note'], long: ['note'] },
]

/**
 * Collections of videos in an order of their own, and a colour and a note on each video. Triggers delete the rows of a
 * video even if the program that deletes it has not turned foreign keys on.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE collections (
      id TEXT PRIMARY KEY,
      name TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (name <> ''),
      note TEXT NOT NULL DEFAULT '',
      cover_id TEXT,
      created_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;
    CREATE TABLE collected_videos (
      collection_id TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
      video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
      position INTEGER NOT NULL,
      PRIMARY KEY (collection_id, video_id)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX collected_videos_in_order ON collected_videos (collection_id, position);
    CREATE INDEX collected_videos_by_video ON collected_videos (video_id);

    CREATE TABLE video_notes (
      video_id TEXT PRIMARY KEY REFERENCES videos (id) ON DELETE CASCADE,
      colour TEXT CHECK (colour IN ('red', 'orange', 'yellow', 'green', 'blue', 'purple', 'grey')),
      note TEXT CHECK (note <> ''),
      CHECK (colour IS NOT NULL OR note IS NOT NULL)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX video_notes_by_colour ON video_notes (colour) WHERE colour IS NOT NULL;

    CREATE TRIGGER collected_videos_gone AFTER DELETE ON videos BEGIN
      DELETE FROM collected_videos WHERE video_id = old.id;
    END;
    CREATE TRIGGER video_notes_gone AFTER DELETE ON videos BEGIN
      DELETE FROM video_notes WHERE video_id = old.id;
    END;`)
  for (const of of followed) createTriggers(database, of)
}
