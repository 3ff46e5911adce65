import type { Database } from 'better-sqlite3'

/** A table that the journal follows. */
export interface Followed {
  table: string
  /** The primary key; the column in `subject` comes first. */
  key: readonly string[]
  columns: readonly string[]
  /** Those of the columns with long texts, of which `new` has only the lengths. */
  long?: readonly string[]
  /** `id`: inserts and deletes are recorded without columns, as a tombstone keeps the row. `none`: not recorded. */
  rows?: 'id' | 'none'
  /** A condition on the rows that are recorded. */
  only?: (row: 'old' | 'new') => string
  /** A condition on the rows that are followed at all, for their changes too. */
  part?: (row: 'old' | 'new' | 'replaced') => string
}

const generation = [
  'provider',
  'model',
  'prompt',
  'generation_params',
  'job_id',
  'status',
  'error',
  'started_at',
  'completed_at',
]
const longOfGeneration = ['prompt', 'generation_params', 'error']
const association = ['node_type', 'role', 'execution_id', 'created_at']

const followed: readonly Followed[] = [
  {
    table: 'videos',
    key: ['id'],
    columns: ['name', 'source_type', 'rating', 'metadata'],
    long: ['metadata'],
    rows: 'id',
  },
  {
    table: 'media',
    key: ['Id'],
    columns: ['Name', 'MediaStatus'],
    rows: 'id',
    only: (row) => `${row}.MediaType = 'Image' AND ${row}.file_hash IS NOT NULL`,
  },
  {
    table: 'workflows',
    key: ['id'],
    columns: ['name', 'description', 'status', 'definition'],
    long: ['description', 'definition'],
    rows: 'id',
  },
  { table: 'tagged_videos', key: ['video_id', 'tag_key'], columns: ['tag'] },
  { table: 'video_generation', key: ['video_id'], columns: generation, long: longOfGeneration },
  { table: 'image_generation', key: ['file_hash'], columns: generation, long: longOfGeneration },
  { table: 'workflow_videos', key: ['video_id', 'workflow_id', 'node_id'], columns: association },
  { table: 'workflow_images', key: ['file_hash', 'workflow_id', 'node_id'], columns: association },
  {
    table: 'duplicate_decisions',
    key: ['first_hash', 'second_hash'],
    columns: ['decision', 'trashed_hash', 'decided_at'],
  },
  { table: 'link_decisions', key: ['file_hash', 'name', 'input_hash'], columns: ['decision', 'decided_at'] },
  { table: 'saved_searches', key: ['id'], columns: ['name', 'query', 'created_at'] },
  {
    table: 'video_versions',
    key: ['video_id'],
    columns: ['answer', 'answered_at', 'carried', 'carried_rating'],
    long: ['carried'],
    rows: 'none',
  },
  { table: 'timelines', key: ['id'], columns: ['removed_at', 'chosen_checkpoint_id'], rows: 'none' },
  { table: 'checkpoints', key: ['id'], columns: ['pruned_with', 'is_scenario', 'scenario_label'], rows: 'none' },
]

/**
 * Returns the name and the value of a column in JSON: `#name` with the length of a long text in `new`, `?name` for a
 * blob, which JSON cannot hold.
 */
function pairOf({ long = [] }: Followed, column: string, row: string): { name: string; value: string } {
  const value = `${row}.${column}`
  if (row === 'new' && long.includes(column)) return { name: `'#${column}'`, value: `length(${value})` }
  const isBlob = `typeof(${value}) = 'blob'`
  return {
    name: `CASE WHEN ${isBlob} THEN '?${column}' ELSE '${column}' END`,
    value: `CASE WHEN ${isBlob} THEN NULL ELSE ${value} END`,
  }
}

function wholeRow(of: Followed, row: string): string {
  if (of.rows === 'id') return `'{}'`
  const pairs = of.columns.map((column) => pairOf(of, column, row))
  return `json_object(${pairs.map(({ name, value }) => `${name}, ${value}`).join(', ')})`
}

function changedColumns(of: Followed, row: 'old' | 'new'): string {
  const pairs = of.columns.map((column) => {
    const { name, value } = pairOf(of, column, row)
    return `SELECT ${name} AS name, ${value} AS value WHERE old.${column} IS NOT new.${column}`
  })
  return `(SELECT json_group_object(name, value) FROM (${pairs.join(' UNION ALL ')}))`
}

const restOfKey = ({ key }: Followed, row: string) =>
  key.length === 1 ? 'NULL' : `json_array(${key.slice(1).map((column) => `${row}.${column}`)})`

function record(of: Followed, op: string, row: 'old' | 'new', images: { old?: string; new?: string }): string {
  const { old: before = 'NULL', new: after = 'NULL' } = images
  return `INSERT INTO journal_rows (tbl, op, subject, key, old, new)
    VALUES ('${of.table}', '${op}', ${row}.${of.key[0]}, ${restOfKey(of, row)}, ${before}, ${after});`
}

/**
 * The journal. Triggers record each changed row of the followed tables, also those that other programs change, in the
 * transaction that changes it. An entry of `journal` is one step of an author; `journal_parts` says which rows are its.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE journal_rows (
      seq INTEGER PRIMARY KEY,
      at INTEGER NOT NULL DEFAULT (strftime('%s', 'now') + 0),
      tbl TEXT NOT NULL,
      op TEXT NOT NULL,
      subject ANY,
      key TEXT,
      old TEXT,
      new TEXT
    ) STRICT;
    CREATE INDEX journal_rows_by_subject ON journal_rows (subject);
    CREATE TABLE journal (
      id INTEGER PRIMARY KEY AUTOINCREMENT,
      at TEXT NOT NULL,
      step TEXT NOT NULL,
      author TEXT NOT NULL,
      user_id TEXT,
      action TEXT,
      title TEXT,
      changes TEXT NOT NULL DEFAULT '[]',
      undoes INTEGER,
      undone_by INTEGER
    ) STRICT;
    CREATE INDEX journal_by_step ON journal (step);
    CREATE INDEX journal_by_author ON journal (author, id);
    CREATE INDEX journal_by_time ON journal (at);
    CREATE TABLE journal_parts (
      first_seq INTEGER PRIMARY KEY,
      last_seq INTEGER NOT NULL,
      entry_id INTEGER NOT NULL REFERENCES journal (id) ON DELETE CASCADE
    ) STRICT;
    CREATE INDEX journal_parts_by_entry ON journal_parts (entry_id);`)
  for (const of of followed) createTriggers(database, of)
}

/** Creates the triggers that record the rows of a table. */
export function createTriggers(database: Database, of: Followed): void {
  const { table, key, columns, rows, part, only = part ?? (() => '1') } = of
  const inPart = (row: 'new' | 'replaced', condition: string) => (part ? `(${condition}) AND ${part(row)}` : condition)
  const isChanged = inPart('new', columns.map((column) => `old.${column} IS NOT new.${column}`).join(' OR '))
  database.exec(`
    CREATE TRIGGER journal_${table}_update AFTER UPDATE OF ${columns} ON ${table} WHEN ${isChanged} BEGIN
      ${record(of, 'update', 'new', { old: changedColumns(of, 'old'), new: changedColumns(of, 'new') })}
    END;`)
  if (rows === 'none') return
  const isMoved = inPart('new', key.map((column) => `old.${column} IS NOT new.${column}`).join(' OR '))
  database.exec(`
    CREATE TRIGGER journal_${table}_insert AFTER INSERT ON ${table} WHEN ${only('new')} BEGIN
      ${record(of, 'insert', 'new', { new: wholeRow(of, 'new') })}
    END;
    CREATE TRIGGER journal_${table}_delete AFTER DELETE ON ${table} WHEN ${only('old')} BEGIN
      ${record(of, 'delete', 'old', { old: wholeRow(of, 'old') })}
    END;
    CREATE TRIGGER journal_${table}_key AFTER UPDATE OF ${key} ON ${table} WHEN ${isMoved} BEGIN
      ${record(of, 'delete', 'old', { old: wholeRow(of, 'old') })}
      ${record(of, 'insert', 'new', { new: wholeRow(of, 'new') })}
    END;`)
  if (rows === 'id') return
  // A REPLACE fires no trigger for the row that it deletes. The record counts if that of the insert is the next one.
  const same = inPart('replaced', key.map((column) => `replaced.${column} = new.${column}`).join(' AND '))
  database.exec(`
    CREATE TRIGGER journal_${table}_replace BEFORE INSERT ON ${table} BEGIN
      INSERT INTO journal_rows (tbl, op, subject, key, old)
      SELECT '${table}', 'replace', replaced.${key[0]}, ${restOfKey(of, 'replaced')}, ${wholeRow(of, 'replaced')}
      FROM ${table} AS replaced WHERE ${same};
    END;`)
}
