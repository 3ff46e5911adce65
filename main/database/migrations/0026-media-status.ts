import type { Database } from 'better-sqlite3'

/**
 * The changes of `MediaStatus`, with those of other programs, which a trigger notes. There is no foreign key, because a
 * table `media` of another program may lack the key that one needs; a removed row finds its history when restored.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE media_status_changes (
      id INTEGER PRIMARY KEY,
      media_id TEXT NOT NULL,
      status INTEGER,
      message TEXT,
      user_id TEXT,
      via TEXT,
      changed_at TEXT NOT NULL DEFAULT CURRENT_TIMESTAMP
    ) STRICT;
    CREATE INDEX media_status_changes_of ON media_status_changes (media_id);
    CREATE INDEX removed_videos_by_content ON removed_videos (file_hash);
    CREATE TRIGGER media_status_changed AFTER UPDATE OF MediaStatus ON media
    WHEN new.MediaStatus IS NOT old.MediaStatus AND new.Id IS NOT NULL BEGIN
      INSERT INTO media_status_changes (media_id, status) VALUES (new.Id, CAST(new.MediaStatus AS INTEGER));
    END;`)
}
