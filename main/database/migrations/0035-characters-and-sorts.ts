import type { Database } from 'better-sqlite3'
import { fileName, prompt, rowOf, workflow } from './0006-search.ts'
import { tags } from './0013-ratings-and-tags.ts'
import { values } from './0017-sort-keys.ts'

/** Characters of Chinese and Japanese, which has no spaces between words. */
const character = '[々-〇぀-ヿㇰ-ㇿ㐀-䶿一-鿿豈-﫿ｦ-ﾟ𠀀-𿿽]'
/** Finding a character takes longer the further it is from the start of a text. */
const mostSpaced = 2000

/** Returns a text with spaces around its Chinese and Japanese characters, so that each is a word of the index. */
const spaced = (text: string) => `(SELECT iif(whole GLOB '*${character}*', (
    WITH RECURSIVE characters (place, one) AS (
      SELECT 1, substr(whole, 1, 1) UNION ALL
      SELECT place + 1, substr(whole, place + 1, 1) FROM characters WHERE place < min(length(whole), ${mostSpaced}))
    SELECT group_concat(iif(one GLOB '${character}', ' ' || one || ' ', one), '') FROM characters
  ) || substr(whole, ${mostSpaced + 1}), whole) FROM (SELECT ${text} AS whole))`

const parameters = `CASE WHEN json_valid(generation_params) THEN generation_params END`
/** Characters of a prompt that decide the order. */
const promptLength = 64
const generated = (value: string) => (id: string) => `(SELECT ${value} FROM video_generation WHERE video_id = ${id})`
/** The sort keys with the new ones; the primary key yields the tags in alphabetical order. */
const sortKeys = {
  ...values,
  prompt: generated(`substr(prompt, 1, ${promptLength})`),
  seed: generated(`CAST(json_extract(${parameters}, '$.seed') AS TEXT)`),
  tags: (id: string) => `(SELECT group_concat(tag, ', ') FROM tagged_videos WHERE video_id = ${id})`,
}
type SortKey = keyof typeof sortKeys

const events = [
  ['INSERT', 'new'],
  ['UPDATE', 'new'],
  ['DELETE', 'old'],
] as const

/**
 * Makes any part of a Chinese or Japanese text a phrase that the search index finds, however short, and lets lists be
 * sorted by tags, prompt and seed. Both are SQL in triggers, so that they include the writes of other programs.
 */
export function up(database: Database): void {
  searchCharacters(database)
  addSortKeys(database)
}

function searchCharacters(database: Database): void {
  const columns = ['name', 'file_name', 'prompt', 'workflow', 'tags']
  database.exec(`
    UPDATE video_search SET ${columns.map((column) => `${column} = ${spaced(column)}`)}
    WHERE ${columns.map((column) => `${column} GLOB '*${character}*'`).join(' OR ')};

    DROP TRIGGER video_search_insert;
    CREATE TRIGGER video_search_insert AFTER INSERT ON videos BEGIN
      DELETE FROM video_search WHERE rowid = new.rowid;
      INSERT INTO video_search (rowid, ${columns})
      VALUES (new.rowid, ${['new.name', fileName('new.file_path'), prompt('new.id'), workflow('new.id'), tags('new.id')].map(spaced)});
    END;
    DROP TRIGGER video_search_update;
    CREATE TRIGGER video_search_update AFTER UPDATE OF name, file_path ON videos BEGIN
      UPDATE video_search SET name = ${spaced('new.name')}, file_name = ${spaced(fileName('new.file_path'))}
      WHERE rowid = new.rowid;
    END;
    DROP TRIGGER video_search_rename;
    CREATE TRIGGER video_search_rename AFTER UPDATE OF name ON workflows WHEN new.name IS NOT old.name BEGIN
      UPDATE video_search SET workflow = ${spaced(workflow('videos.id'))} FROM videos
      WHERE video_search.rowid = videos.rowid
        AND videos.id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = new.id);
    END;`)
  for (const [table, column, value] of [
    ['video_generation', 'prompt', prompt],
    ['workflow_videos', 'workflow', workflow],
    ['tagged_videos', 'tags', tags],
  ] as const) {
    for (const [event, row] of events) {
      const name = `video_search_${column}_${event.toLowerCase()}`
      database.exec(`
        DROP TRIGGER ${name};
        CREATE TRIGGER ${name} AFTER ${event} ON ${table} BEGIN
          UPDATE video_search SET ${column} = ${spaced(value(`${row}.video_id`))} WHERE rowid = ${rowOf(`${row}.video_id`)};
        END;`)
    }
  }
}

function addSortKeys(database: Database): void {
  const all = Object.keys(sortKeys) as SortKey[]
  const added = ['prompt', 'seed', 'tags'] as const
  const set = (columns: readonly SortKey[], id: string) =>
    columns.map((column) => `${column} = ${sortKeys[column](id)}`)
  database.exec(`
    ALTER TABLE video_sort_keys ADD COLUMN prompt TEXT COLLATE NOCASE;
    ALTER TABLE video_sort_keys ADD COLUMN seed NUMERIC;
    ALTER TABLE video_sort_keys ADD COLUMN tags TEXT COLLATE NOCASE;
    UPDATE video_sort_keys SET ${set(added, 'videos.id')} FROM videos
    WHERE video_rowid = videos.rowid AND (
      videos.id IN (SELECT video_id FROM video_generation) OR videos.id IN (SELECT video_id FROM tagged_videos));

    DROP TRIGGER video_sort_keys_insert;
    CREATE TRIGGER video_sort_keys_insert AFTER INSERT ON videos BEGIN
      DELETE FROM video_sort_keys WHERE video_rowid = new.rowid;
      INSERT INTO video_sort_keys (video_rowid, ${all})
      VALUES (new.rowid, ${all.map((column) => sortKeys[column]('new.id'))});
    END;`)
  for (const column of added) database.exec(`CREATE INDEX video_sort_keys_by_${column} ON video_sort_keys (${column})`)
  for (const [table, columns] of [
    ['video_generation', ['provider', 'model', 'prompt', 'seed']],
    ['tagged_videos', ['tags']],
  ] as const) {
    for (const [event, row] of events) {
      const name = `video_sort_keys_${table}_${event.toLowerCase()}`
      database.exec(`
        DROP TRIGGER IF EXISTS ${name};
        CREATE TRIGGER ${name} AFTER ${event} ON ${table} BEGIN
          UPDATE video_sort_keys SET ${set(columns, `${row}.video_id`)} WHERE video_rowid = ${rowOf(`${row}.video_id`)};
        END;`)
    }
  }
}
