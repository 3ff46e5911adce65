import type { Database } from 'better-sqlite3'

/** The file's name in a path of any system: what follows its last slash. */
export const fileName = (path: string) => {
  const slashed = `replace(${path}, '\\', '/')`
  return `replace(${slashed}, rtrim(${slashed}, replace(${slashed}, '/', '')), '')`
}

/** All that was prompted for a video. */
export const prompt = (id: string) =>
  `(SELECT coalesce(group_concat(prompt, ' '), '') FROM video_generation WHERE video_id = ${id})`
/** The names of all workflows that a video is part of. */
export const workflow = (id: string) =>
  `(SELECT coalesce(group_concat(name, ' '), '') FROM workflows
    WHERE workflows.id IN (SELECT workflow_id FROM workflow_videos WHERE video_id = ${id}))`
/** The row of a video in the index. */
export const rowOf = (id: string) => `(SELECT rowid FROM videos WHERE id = ${id})`

/**
 * The index of the search: a row for each video, under its rowid, so that the newest come first without a sort. Triggers
 * keep it, so that what other programs write is found too. Those that insert delete first: a `REPLACE` of another program
 * fires no trigger for the row that it takes away.
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
