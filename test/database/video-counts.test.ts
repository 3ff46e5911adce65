import type { Database } from 'better-sqlite3'
import { expect, test } from 'vitest'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { createRandom } from '../support/random.ts'
import { createEmptyLibrary } from '../support/schema.ts'

const own = ['source_type', 'resolution', 'aspect_ratio', 'codec', 'rating']
const related = {
  video_generation: ['provider', 'model'],
  workflow_videos: ['node_type', 'workflow_id'],
  tagged_videos: ['tag_key'],
}

const countedQuery = `SELECT facet, value, count, size_bytes FROM video_counts WHERE count <> 0 OR size_bytes <> 0
  ORDER BY facet, value`

const size = 'sum(min(max(CAST(size_bytes AS REAL), 0), 1e15))'

/** Counts the videos as they are, without what triggers keep. */
const recountQuery = [
  `SELECT 'videos' AS facet, '' AS value, count(*) AS count, ${size} AS size_bytes FROM videos HAVING count(*) > 0`,
  `SELECT 'block', rowid >> 12, count(*), 0 FROM videos GROUP BY 2`,
  ...own.map(
    (column) => `SELECT '${column}', ${column}, count(*), ${column === 'source_type' ? size : '0'}
      FROM videos WHERE ${column} IS NOT NULL GROUP BY ${column}`,
  ),
  ...Object.entries(related).flatMap(([table, columns]) =>
    columns.map(
      (column) => `SELECT '${column}', ${column}, count(DISTINCT video_id), 0 FROM ${table}
        WHERE ${column} IS NOT NULL AND video_id IN (SELECT id FROM videos) GROUP BY ${column}`,
    ),
  ),
].join(' UNION ALL ')

function expectCounted(database: Database, done: string): void {
  const counted = database.prepare(countedQuery).all()
  expect(counted, `after ${done}`).toEqual(database.prepare(`${recountQuery} ORDER BY 1, 2`).all())
  const rowids = (table: string, column: string) =>
    database.prepare(`SELECT ${column} FROM ${table} ORDER BY 1`).pluck().all()
  expect(rowids('video_search', 'rowid'), `after ${done}`).toEqual(rowids('videos', 'rowid'))
  expect(rowids('video_sort_keys', 'video_rowid'), `after ${done}`).toEqual(rowids('videos', 'rowid'))
}

test('the counts are right after writes of every kind, also of rows without a video and of replaced ones', () => {
  const database = createEmptyLibrary()
  const random = createRandom()
  const one = (...values: string[]) => values[random(values.length)] ?? ''
  const id = () => one("'a'", "'b'", "'c'", "'d'")
  const insert = () => one('INSERT', 'INSERT OR IGNORE', 'INSERT OR REPLACE')
  const word = () => one("'x'", "'y'", 'NULL')
  // Whole numbers of which two are too large for a sum, and what is no number.
  const bytes = () => one('0', '4', '9e18', '9223372036854775807', '1e999', '-1e999', "'big'")
  const statements = [
    () => `${insert()} INTO videos (id, name, file_path, file_hash, size_bytes, source_type, codec, resolution, rating)
      VALUES (${id()}, 'n', ${id()}, 'h', ${bytes()}, ${one("'up'", "'gen'")}, ${word()}, ${word()}, ${one('1', 'NULL')})`,
    () => `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (${id()}, 'n', ${id()}, 'h', 4, 'up')
      ON CONFLICT (id) DO UPDATE SET size_bytes = 3, codec = ${word()}`,
    () =>
      `UPDATE videos SET codec = ${word()}, rating = ${one('2', '3', 'NULL')}, size_bytes = ${bytes()} WHERE id = ${id()}`,
    () => `UPDATE OR IGNORE videos SET id = ${id()} WHERE id = ${id()}`,
    () => `DELETE FROM videos WHERE id = ${id()}`,
    () => `${insert()} INTO video_generation (video_id, provider, model) VALUES (${id()}, ${word()}, ${word()})`,
    () => `UPDATE OR IGNORE video_generation SET video_id = ${id()}, model = ${word()} WHERE video_id = ${id()}`,
    () => `DELETE FROM video_generation WHERE video_id = ${id()}`,
    () => `${insert()} INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
      VALUES (${one("'v'", "'w'")}, ${id()}, ${one("'1'", "'2'", "'3'")}, ${one("'x'", "'y'")}, 'output')`,
    () =>
      `UPDATE OR IGNORE workflow_videos SET video_id = ${id()}, node_type = ${one("'x'", "'y'")} WHERE video_id = ${id()}`,
    () => `DELETE FROM workflow_videos WHERE video_id = ${id()} AND node_id = ${one("'1'", "'2'")}`,
    () => `${insert()} INTO tagged_videos (video_id, tag_key, tag) VALUES (${id()}, ${one("'x'", "'y'")}, 'X')`,
    () => `DELETE FROM tagged_videos WHERE video_id = ${id()}`,
  ]
  for (let turn = 0; turn < 1000; turn++) {
    // With foreign keys, removing a video removes its rows; without, other programs leave them behind.
    if (turn % 50 === 0) database.pragma(`foreign_keys = ${turn % 100 === 0 ? 'ON' : 'OFF'}`)
    const statement = statements[random(statements.length)]?.() ?? ''
    try {
      database.exec(statement)
    } catch (error) {
      expect(String(error)).toMatch(/constraint failed/)
    }
    expectCounted(database, statement)
  }
})

test('a list of all, or of one value, is counted without reading it', async () => {
  const { core, client } = await openLibrary()
  const database = databaseOf(core)
  database.exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, codec) VALUES
      ('a', 'A', '/a', 'a', 1, 'uploaded', 'h264'), ('b', 'B', '/b', 'b', 2, 'generated', 'h264');
    UPDATE video_counts SET count = count + 40;`)
  const counted = async (filter: object) => (await client.videos.list(filter)).total
  expect([await counted({}), await counted({ codec: 'h264' }), await counted({ source_type: 'generated' })]).toEqual([
    42, 42, 41,
  ])
  expect([await counted({ codec: 'av1' }), await counted({ codec: 'h264', source_type: 'generated' })]).toEqual([0, 1])
  expect(await client.library.get()).toMatchObject({ videos: 82, size_bytes: 3 })
})
