import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '../../main/database/connection/connection.ts'
import { migrate, migrations } from '../../main/database/connection/migrate.ts'
import { openLibrary, temporaryFolder } from '../support/library.ts'

// A folder for each released version: schema.sql, a copy of main/database/schema.sql as that version had it, and
// rows.sql with rows in every table. They are never changed afterwards. `schema-7` is a library of a development
// version, from before there were images.
const fixtures = join(import.meta.dirname, '../fixtures/libraries')
const newest = '0.1.0'

/** Tables with rows only while something is changed, or after a change. */
const transient = ['leaving_files', 'link_decisions', 'replaced_video_counts', 'video_changes']
/** Tables that the newest released version does not have yet. */
const later = [
  'bucket_deletions',
  'bucket_frames',
  'bucket_previews',
  'checkpoints',
  'journal',
  'journal_parts',
  'journal_rows',
  'collected_videos',
  'collections',
  'idempotency_keys',
  'image_notes',
  'library_settings',
  'media_status_changes',
  'object_storage',
  'policies',
  'saved_searches',
  'stage_outputs',
  'tagged_images',
  'timeline_frames',
  'timelines',
  'video_notes',
]

/** Makes a library of that version in a new folder. */
function makeLibrary(version: string): { folder: string; database: Database } {
  const folder = join(temporaryFolder(), 'library')
  mkdirSync(folder)
  const database = openDatabase(join(folder, 'media.db'))
  for (const file of ['schema.sql', 'rows.sql']) database.exec(readFileSync(join(fixtures, version, file), 'utf8'))
  return { folder, database }
}

type Row = Record<string, unknown>

/** Returns the rows of all tables but SQLite's own, each with its rowid where it has one. */
function readRows(database: Database): Map<string, Row[]> {
  const tables = database
    .prepare(
      `SELECT name, wr FROM pragma_table_list WHERE schema = 'main' AND type <> 'shadow' AND name NOT LIKE 'sqlite_%'`,
    )
    .all() as { name: string; wr: number }[]
  return new Map(
    tables.map(({ name, wr }) => [
      name,
      database.prepare(`SELECT ${wr ? '' : 'rowid, '}* FROM ${name}`).all() as Row[],
    ]),
  )
}

test.each(readdirSync(fixtures))('every row of a library of %s is there after the migration', (version) => {
  const { folder, database } = makeLibrary(version)
  const before = readRows(database)
  migrate(database, join(folder, 'backups'), new Date())
  expect(database.pragma('user_version', { simple: true })).toBe(migrations.length)
  expect(database.pragma('foreign_key_check')).toEqual([])
  const after = readRows(database)
  for (const [table, rows] of before) {
    expect([table, after.get(table)]).toEqual([table, rows.map((row) => expect.objectContaining(row))])
  }
  database.close()
})

test('the fixture of the newest version has rows in every table of the schema', () => {
  const { folder, database } = makeLibrary(newest)
  migrate(database, join(folder, 'backups'), new Date())
  const empty = [...readRows(database)].filter(([, rows]) => rows.length === 0).map(([table]) => table)
  expect(empty.sort(), 'A fixture library of the next version needs rows in these tables').toEqual(
    [...transient, ...later].sort(),
  )
  database.close()
})

test.each(readdirSync(fixtures))('a library of %s opens and lists what it has', async (version) => {
  const { folder, database } = makeLibrary(version)
  database.close()
  const { client, core, warnings } = await openLibrary({ folder })
  expect((await client.videos.list({})).items.map(({ name }) => name)).toEqual([
    'ferry and pier',
    'ferry at dusk',
    'pier',
    'ferry',
  ])
  expect((await client.videos.list({ search: 'harbour' })).items.map(({ name }) => name)).toEqual(['pier', 'ferry'])
  expect((await client.workflows.list({})).items).toMatchObject([
    { name: 'Harbour', output_count: 1, execution_count: 1 },
  ])
  expect((await client.executions.list({})).items).toMatchObject([{ workflow_name: 'Harbour', status: 'completed' }])
  expect((await client.analyses.list({})).items).toMatchObject([{ name: 'speech' }, { name: 'scenes', range_count: 1 }])
  const [processing] = (await client.processing.list({})).items
  expect(processing?.inputs.map(({ video_name }) => video_name)).toEqual(['ferry', 'pier'])
  expect(processing?.output.path).toBe(join(core.layout.videos, '40/ferry and pier.mp4'))
  expect((await client.jobs.list({})).map(({ kind }) => kind)).toEqual(expect.arrayContaining(['processing', 'import']))
  await client.workflows.restore({ ids: ['0190a000-0000-7000-8000-0000000000b2'] })
  expect((await client.workflows.list({})).total).toBe(2)
  if (version !== newest) return
  expect((await client.images.list({ model: 'flux1-dev.safetensors' })).items).toMatchObject([{ name: 'harbour' }])
  expect((await client.tags.list({})).items).toEqual([
    { tag: 'water', count: 2 },
    { tag: 'Night', count: 1 },
  ])
  expect((await client.versions.list({})).items).toMatchObject([{ video: { name: 'ferry at dusk' }, answer: null }])
  expect((await client.duplicates.decisions({})).items).toMatchObject([{ decision: 'alternate' }])
  expect((await client.watched.list({})).map(({ path }) => path)).toEqual(['/archive', '/takes'])
  expect(warnings).toEqual([])
})
