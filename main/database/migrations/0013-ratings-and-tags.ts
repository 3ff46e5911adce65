import type { Database } from 'better-sqlite3'
import { fileName, prompt, rowOf, workflow } from './0006-search.ts'

/** Returns all tags of a video. */
export const tags = (id: string) =>
  `(SELECT coalesce(group_concat(tag, ' '), '') FROM tagged_videos WHERE video_id = ${id})`

/**
 * Ratings, and tags that the search finds. FTS5 cannot add a column, so the index is created anew. A trigger deletes
 * the tags of a video even if the program that deletes the video has not turned foreign keys on.
 */
export function up(database: Database): void {
  const present = database.prepare("SELECT 1 FROM pragma_table_info('videos') WHERE lower(name) = 'rating'").get()
  if (!present) database.exec('ALTER TABLE videos ADD COLUMN rating INTEGER CHECK (rating IN (1, 2, 3, 4, 5))')
  database.exec(`
    CREATE INDEX videos_by_rating ON videos (rating);
    ALTER TABLE video_versions ADD COLUMN carried_rating INTEGER;

    CREATE TABLE tagged_videos (
      video_id TEXT NOT NULL REFERENCES videos (id) ON DELETE CASCADE,
      tag_key TEXT NOT NULL CHECK (tag_key <> ''),
      tag TEXT NOT NULL CHECK (tag <> ''),
      PRIMARY KEY (video_id, tag_key)
    ) STRICT, WITHOUT ROWID;
    CREATE INDEX tagged_videos_by_tag ON tagged_videos (tag_key, tag);
    CREATE TRIGGER tagged_videos_gone AFTER DELETE ON videos BEGIN
      DELETE FROM tagged_videos WHERE video_id = old.id;
    END;

    DROP TRIGGER video_search_insert;
    DROP TABLE video_search;
    CREATE VIRTUAL TABLE video_search USING fts5 (
      name, file_name, prompt, workflow, tags, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    );
    INSERT INTO video_search (rowid, name, file_name, prompt, workflow, tags)
    SELECT rowid, name, ${fileName('file_path')}, ${prompt('videos.id')}, ${workflow('videos.id')}, '' FROM videos;
    CREATE TRIGGER video_search_insert AFTER INSERT ON videos BEGIN
      DELETE FROM video_search WHERE rowid = new.rowid;
      INSERT INTO video_search (rowid, name, file_name, prompt, workflow, tags)
      VALUES (new.rowid, new.name, ${fileName('new.file_path')}, ${prompt('new.id')}, ${workflow('new.id')}, ${tags('new.id')});
    END;`)
  for (const [event, row] of [
    ['INSERT', 'new'],
    ['UPDATE', 'new'],
    ['DELETE', 'old'],
  ] as const) {
    const id = `${row}.video_id`
    database.exec(`
      CREATE TRIGGER video_search_tags_${event.toLowerCase()} AFTER ${event} ON tagged_videos BEGIN
        UPDATE video_search SET tags = ${tags(id)} WHERE rowid = ${rowOf(id)};
      END;`)
  }
}
