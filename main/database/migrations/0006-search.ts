import type { Database } from 'better-sqlite3'

/** Returns the file name in a path of any system: the part after its last slash. */
export const fileName = (path: string) => {
  const slashed = `replace(${path}, '\\', '/')`
  return `replace(${slashed}, rtrim(${slashed}, replace(${slashed}, '/', '')), '')`
}

/** Returns all prompts of a video. */
export const prompt = (id: string) =>
  `(SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = ${id})`
/** Returns the names of all workflows of a video. */
export const workflow = (id: string) =>
  `(SELECT coalesce(group_concat(name, ' '), '') FROM workflows
    WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = ${id}))`
/** Returns the rowid of a video in the index. */
export const rowOf = (id: string) => `(SELECT rowid FROM videos WHERE id = ${id})`

/**
 * The search index: a row for each video under the same rowid, so that the newest come first without a sort. Triggers
 * update it, also for writes of other programs. The insert trigger deletes first: a `REPLACE` fires no trigger for the
 * row that it deletes.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE VIRTUAL TABLE video_search USING fts5 (
      name, file_name, prompt, workflow, tokenize = 'unicode61 remove_diacritics 2', prefix = '1 2 3'
    );
    INSERT INTO video_search (rowid, name, file_name, prompt, workflow)
    SELECT rowid, name, ${fileName('file_path')}, ${prompt('videos.id')}, ${workflow('videos.id')} FROM videos;

    CREATE TRIGGER video_search_insert AFTER INSERT ON videos BEGIN
      DELETE FROM video_search WHERE rowid = new.rowid;
      INSERT INTO video_search (rowid, name, file_name, prompt, workflow)
      VALUES (new.rowid, new.name, ${fileName('new.file_path')}, ${prompt('new.id')}, ${workflow('new.id')});
    END;
    CREATE TRIGGER video_search_update AFTER UPDATE OF name, file_path ON videos BEGIN
      UPDATE video_search SET name = new.name, file_name = ${fileName('new.file_path')} WHERE rowid = new.rowid;
    END;
    CREATE TRIGGER video_search_delete AFTER DELETE ON videos BEGIN
      DELETE FROM video_search WHERE rowid = old.rowid;
    END;
    CREATE TRIGGER video_search_rename AFTER UPDATE OF name ON workflows WHEN new.name IS NOT old.name BEGIN
      UPDATE video_search SET workflow = ${workflow('videos.id')} FROM videos
      WHERE video_search.rowid = videos.rowid
        AND videos.id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = new.id);
    END;`)
  for (const [table, column, value] of [
    ['video_generation', 'prompt', prompt],
    ['workflow_videos', 'workflow', workflow],
  ] as const) {
    for (const [event, row] of [
      ['INSERT', 'new'],
      ['UPDATE', 'new'],
      ['DELETE', 'old'],
    ] as const) {
      const id = `${row}.video_id`
      database.exec(`
        CREATE TRIGGER video_search_${column}_${event.toLowerCase()} AFTER ${event} ON ${table} BEGIN
          UPDATE video_search SET ${column} = ${value(id)} WHERE rowid = ${rowOf(id)};
        END;`)
    }
  }
  database.exec(`
    CREATE INDEX videos_by_name ON videos (name COLLATE NOCASE);
    CREATE INDEX videos_by_duration ON videos (duration_seconds);
    CREATE INDEX videos_by_size ON videos (size_bytes);
    CREATE INDEX videos_by_pixels ON videos (width * height);
    CREATE INDEX videos_by_resolution ON videos (resolution);
    CREATE INDEX videos_by_aspect_ratio ON videos (aspect_ratio);
    CREATE INDEX videos_by_codec ON videos (codec);
    CREATE INDEX videos_by_created_at ON videos (created_at);`)
}
