import { sql } from 'kysely'
import { expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import { countRows } from '../../main/database/connection/query-parts.ts'
import type { Facet } from '../../main/database/facets/facet-counts.ts'
import { FacetIndex } from '../../main/database/facets/facet-index.ts'
import {
  changesQuery,
  firstQuery,
  type IndexedColumn,
  indexedColumns,
  logQuery,
  rowQuery,
  rowsQuery,
  searchQuery,
} from '../../main/database/facets/facet-rows.ts'
import { countVideos, listVideoIds, listVideosByRowid, selectRows, selectVideos } from '../../main/database/videos.ts'
import type { VideoFilter } from '../../shared/contract/video-query.ts'
import { perceptualHashVersion } from '../../shared/duplicates/perceptual-hash.ts'
import { parseQuery } from '../../shared/query/parse-query.ts'
import { printQuery } from '../../shared/query/print-query.ts'
import { withoutSubjects } from '../../shared/query/without-subjects.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { createRandom } from '../support/random.ts'

/** The same counts by SQL, without the index: each facet's statement over the ids that match the rest of the filter. */
const statements: Record<Facet, { own: (keyof VideoFilter)[]; counts: string }> = {
  source_type: { own: ['source_type'], counts: 'source_type AS value, count(*) AS count FROM videos WHERE id' },
  resolution: { own: ['resolution'], counts: 'resolution AS value, count(*) AS count FROM videos WHERE id' },
  aspect_ratio: { own: ['aspect_ratio'], counts: 'aspect_ratio AS value, count(*) AS count FROM videos WHERE id' },
  codec: { own: ['codec'], counts: 'codec AS value, count(*) AS count FROM videos WHERE id' },
  rating: { own: ['min_rating', 'has_rating'], counts: 'rating AS value, count(*) AS count FROM videos WHERE id' },
  provider: { own: ['provider'], counts: 'provider AS value, count(*) AS count FROM video_generation WHERE video_id' },
  model: { own: ['model'], counts: 'model AS value, count(*) AS count FROM video_generation WHERE video_id' },
  workflow_id: {
    own: ['workflow_id'],
    counts: 'workflow_id AS value, count(DISTINCT video_id) AS count FROM workflow_videos WHERE video_id',
  },
  node_type: {
    own: ['node_type'],
    counts: 'node_type AS value, count(DISTINCT video_id) AS count FROM workflow_videos WHERE video_id',
  },
  tags: {
    own: ['any_tags', 'has_tags'],
    counts: 'tag_key AS value, count(*) AS count FROM tagged_videos WHERE video_id',
  },
}

async function countBySql(core: Core, facet: Facet, filter: VideoFilter): Promise<unknown[]> {
  const { own, counts } = statements[facet]
  const left = Object.fromEntries(own.map((part) => [part, undefined]))
  const rest = { ...filter, ...left, query: withoutOwn(filter.query, facet) }
  const ids = selectVideos(core.db, rest).select('videos.id')
  const { rows } = await sql`SELECT ${sql.raw(counts)} IN (SELECT id FROM ${ids}) GROUP BY 1`.execute(core.db)
  return facet === 'rating' ? rows : rows.filter((row) => (row as { value: unknown }).value !== null)
}

/** The fields of a query that each facet leaves out. */
const ownSubjects: Partial<Record<Facet, string[]>> = {
  source_type: ['source'],
  resolution: ['res'],
  aspect_ratio: ['ratio'],
  codec: ['codec', 'has:codec'],
  rating: ['rating', 'has:rating'],
  provider: ['provider'],
  model: ['model', 'has:model'],
  workflow_id: ['workflow'],
  node_type: ['node'],
}

function withoutOwn(text: string | undefined, facet: Facet): string | undefined {
  const { query } = parseQuery(text ?? '')
  return query && printQuery(withoutSubjects(query, ownSubjects[facet] ?? []))
}

const inAnyOrder = (counts: readonly unknown[]) => counts.map((count) => JSON.stringify(count)).sort()

test('the index counts what SQL counts, after writes of every kind and for values of other programs', async () => {
  const { core } = await openLibrary()
  const database = databaseOf(core)
  const random = createRandom()
  const one = <T>(...values: T[]) => values[random(values.length)] as T
  const terms = [
    ...['lamp', 'x', '"x lamp"', 'codec:x', 'codec:"X"', 'model:y', 'provider:X', 'tag:x', 'tag:"Y"', 'source:e'],
    ...[
      'rating:>=2',
      'rating:4',
      'dur:3',
      'dur:>2',
      'dur:..4.4',
      'fps:24',
      'fps:>=23.98',
      'size:>1B',
      'res:>=720p',
      'res:4k',
    ],
    ...[
      'res:1280x720',
      'ratio:9:16',
      'date:2026-03-14',
      'date:>2026-03',
      'date:..2026',
      'seed:7',
      'lora:FILM',
      'label:speech',
    ],
    ...[
      'workflow:trail',
      'workflow:"v"',
      'node:x',
      'role:output',
      'has:tag',
      'has:rating',
      'has:workflow',
      'has:sound',
      'has:model',
      'has:codec',
    ],
    ...[
      'has:generation',
      'has:analysis',
      'stale:yes',
      'offline:no',
      'near:a',
      '(node:y role:input)',
      '(workflow:v role:output)',
    ],
  ]
  const term = () => `${one('', '', '-')}${one(...terms)}`
  const pair = () => `${one('', '-')}(${term()} ${one('', 'OR')} ${term()})`
  const query = () => [term, pair, () => ''].map((part) => one(part, () => '')()).join(' ')
  const maybe = <T>(...values: T[]) => (random(12) === 0 ? one(...values) : undefined)
  const id = () => one("'a'", "'b'", "'c'", "'d'", "'e'", "'f'")
  const insert = () => one('INSERT', 'INSERT OR IGNORE', 'INSERT OR REPLACE')
  const word = () => one("'x'", "'y'", 'NULL')
  const params = () =>
    one(
      'NULL',
      "'no JSON'",
      "'[]'",
      `'{"seed":7}'`,
      `'{"seed":"7","loras":[{"name":"Film grain"},{"name":5}]}'`,
      `'{"loras":["film"]}'`,
    )
  const ranges = () =>
    one('NULL', "'no JSON'", `'[{"start":0,"end":1,"label":"Speech"},5]'`, `'[{"label":7}]'`, `'{"a":{"label":"x"}}'`)
  const writes = [
    () => `${insert()} INTO videos (id, name, file_path, file_hash, size_bytes, source_type, codec, rating, duration_seconds, created_at, resolution, aspect_ratio, fps, audio_codec)
      VALUES (${id()}, ${word()} || ' lamp', ${id()}, ${one("'h'", "'i'")}, ${one('1', '2')}, ${one("'up'", "'gen'")}, ${word()}, ${one('1', '4', 'NULL')},
        ${one('2', '4.5', "'long'", 'NULL')}, ${one("'2026-03-14 23:59:59'", "'2026-03-15'", '1773446400', "'soon'", 'NULL')},
        ${one("'1280x720'", "'3840x2160'", "'wide'", 'NULL')}, ${one("'9:16'", "'19:16'", 'NULL')}, ${one('24', '23.98', "'x'", 'NULL')}, ${word()})`,
    () => `UPDATE videos SET codec = ${word()}, rating = ${one('2', 'NULL')}, duration_seconds = 3 WHERE id = ${id()}`,
    () => `UPDATE videos SET fps = 24, audio_codec = ${word()} WHERE id = ${id()}`,
    () => `UPDATE OR IGNORE videos SET id = ${id()} WHERE id = ${id()}`,
    () => `DELETE FROM videos WHERE id = ${id()}`,
    () => `${insert()} INTO video_generation (video_id, provider, model, generation_params)
      VALUES (${id()}, ${word()}, ${word()}, ${params()})`,
    () => `UPDATE video_generation SET generation_params = ${params()} WHERE video_id = ${id()}`,
    () => `${insert()} INTO analysis_jobs (file_path, file_hash, config_hash, ranges, created_at)
      VALUES (${id()}, ${one("'sha256:h'", "'sha256:i'")}, ${one("'c'", "'d'")}, ${ranges()}, 0)`,
    () => `UPDATE analysis_jobs SET ranges = ${ranges()} WHERE file_path = ${id()}`,
    () => `DELETE FROM analysis_jobs WHERE file_path = ${id()}`,
    () =>
      `${insert()} INTO locations (path, file_hash, size_bytes, mtime_ms, sample_hash) VALUES (${id()}, ${one("'h'", "'i'")}, 1, 1, '')`,
    () => `${insert()} INTO perceptual_hashes (file_hash, version, hash)
      VALUES (${one("'h'", "'i'")}, ${perceptualHashVersion}, ${one("'00ff00ff00ff00ff'", "'00ff00ff00ff00fe'", "'0000000000000000'")})`,
    () =>
      `INSERT OR REPLACE INTO workflows (id, name, definition) VALUES ('v', ${one("'Trailer'", "'Tráiler'", "'Pilot'")}, '{}')`,
    () => `UPDATE OR IGNORE video_generation SET video_id = ${id()}, model = ${word()} WHERE video_id = ${id()}`,
    () => `${insert()} INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
      VALUES (${one("'v'", "'w'")}, ${id()}, ${one("'1'", "'2'")}, ${one("'x'", "'y'")}, ${one("'output'", "'input'")})`,
    () => `UPDATE OR IGNORE workflow_videos SET video_id = ${id()}, role = 'output' WHERE video_id = ${id()}`,
    () => `DELETE FROM workflow_videos WHERE video_id = ${id()}`,
    () => `${insert()} INTO tagged_videos (video_id, tag_key, tag) VALUES (${id()}, ${one("'x'", "'y'")}, 'X')`,
    () => `DELETE FROM tagged_videos WHERE video_id = ${id()}`,
  ]
  const filter = (): VideoFilter => ({
    query: one(query(), query(), undefined),
    search: maybe('lamp', 'x', 'la', '"', ' '),
    source_type: maybe('gen'),
    codec: maybe('x'),
    provider: maybe('x'),
    model: maybe('y'),
    has_generation: maybe(true, false),
    workflow_id: maybe('v'),
    node_type: maybe('x'),
    role: maybe('output' as const),
    min_seconds: maybe(3),
    max_seconds: maybe(3),
    from_day: maybe('2026-03-15'),
    to_day: maybe('2026-03-14'),
    min_rating: maybe(2),
    has_rating: maybe(true, false),
    tags: maybe(['X'], ['x', 'y']),
    any_tags: maybe(['x', 'Y']),
    has_tags: maybe(true, false),
  })
  database.pragma('foreign_keys = OFF')
  let matches = 0
  let pages = 0
  for (let turn = 0; turn < 500; turn++) {
    const write = one(...writes)()
    try {
      database.exec(write)
    } catch (error) {
      expect(String(error)).toMatch(/constraint failed/)
    }
    const asked = filter()
    const about = `after ${write}, for ${JSON.stringify(asked)}`
    const count = await core.facets.count(asked)
    expect(count, about).toBe(await countRows(selectRows(core.db, asked, 'added')))
    const page = { order: one('asc' as const, 'desc' as const), offset: random(2), limit: 2 }
    const rowids = await core.facets.findPage(asked, page)
    if (rowids) {
      pages++
      const ids = await listVideoIds(core.db, asked, { ...page, sort: 'added' })
      const found = await listVideosByRowid(core.db, rowids)
      expect(
        rowids.map((rowid) => found.get(rowid)?.id),
        about,
      ).toEqual(ids)
    }
    if (count > 0 && count < 4) matches++
    if (turn % 10 > 0) continue
    const words = { search: one('lamp', 'x', 'la'), query: one('x', '-y', undefined) }
    expect(await core.facets.count(words), about).toBe(await countVideos(core, words))
    const values = await core.facets.countValues(asked)
    for (const facet of Object.keys(statements) as Facet[])
      expect(inAnyOrder(values[facet]), `${facet} ${about}`).toEqual(inAnyOrder(await countBySql(core, facet, asked)))
  }
  // Filters that match all or nothing would prove little.
  expect(matches).toBeGreaterThan(100)
  expect(pages).toBeGreaterThan(50)
})

test('a search with a filter is listed whether its videos are among the first that the words find or not', async () => {
  const { core, client } = await openLibrary()
  databaseOf(core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 6000)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, codec)
    SELECT 'id' || i, 'lamp', '/t/' || i, 'h', 1, 'up', CASE WHEN i % 9 = 0 THEN 'x' WHEN i % 3000 < 3 THEN 'y' END FROM n`)
  await core.facets.prepare()
  for (const filter of [{ search: 'lamp', codec: 'x' }, { search: 'lamp', codec: 'y' }, { query: 'lamp OR codec:y' }]) {
    for (const order of ['asc', 'desc'] as const) {
      for (const offset of [0, 2, 500]) {
        const page = { ...filter, order, offset, limit: 3 }
        const expected = await listVideoIds(core.db, filter, { ...page, sort: 'added' })
        expect(await client.videos.ids(page), JSON.stringify(page)).toEqual(expected)
        expect((await client.videos.list(page)).items.map(({ id }) => id)).toEqual(expected)
      }
    }
  }
})

test('the index is read again when the log of changes no longer reaches back, or a video comes before others', async () => {
  const { core } = await openLibrary()
  const database = databaseOf(core)
  const insert = (rowid: number) =>
    database.exec(`INSERT INTO videos (rowid, id, name, file_path, file_hash, size_bytes, source_type, codec)
      VALUES (${rowid}, '${rowid}', 'n', '/${rowid}', 'h', 1, 'up', 'x')`)
  insert(5)
  expect(await core.facets.count({ codec: 'x' })).toBe(1)
  insert(3)
  expect(await core.facets.count({ codec: 'x' })).toBe(2)
  insert(9)
  database.exec('DELETE FROM video_changes; INSERT INTO video_changes VALUES (900, 5)')
  expect(await core.facets.count({ codec: 'x' })).toBe(3)
})

test('a column widens with its values: 300 and 70,000 distinct ones are counted as they are', () => {
  const index = new FacetIndex()
  const [name] = indexedColumns
  const counted = () => index.countValues(index.positions(), name as IndexedColumn)
  const add = (rowid: number) => index.set([rowid, 1, rowid, ...indexedColumns.slice(1).map(() => null)])
  for (let rowid = 1; rowid <= 70_000; rowid++) {
    add(rowid)
    if (rowid === 300) expect(counted().every(([value, count], at) => value === at + 1 && count === 1)).toBe(true)
  }
  expect(counted()).toHaveLength(70_000)
  expect(counted().every(([value, count], at) => value === at + 1 && count === 1)).toBe(true)
})

test('the log of changes keeps the last 100,000', async () => {
  const { core } = await openLibrary()
  const database = databaseOf(core)
  database.exec(`
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES ('a', 'n', '/a', 'h', 1, 'up');
    INSERT INTO video_changes VALUES (100010, 1);
    UPDATE videos SET codec = 'x' WHERE id = 'a';`)
  const seqs = database.prepare('SELECT seq FROM video_changes').pluck().all()
  expect(seqs).toEqual([100_010, 100_011])
})

test('the statements of the index read no table twice', async () => {
  const { core } = await openLibrary()
  const planOf = (query: string, ...parameters: unknown[]) =>
    (
      databaseOf(core)
        .prepare(`EXPLAIN QUERY PLAN ${query}`)
        .all(...parameters) as { detail: string }[]
    )
      .map(({ detail }) => detail)
      .join('\n')
  const all = planOf(rowsQuery)
  expect(all).toContain('SCAN videos\n')
  for (const index of [
    'video_generation USING INDEX',
    'workflow_videos USING INDEX',
    'tagged_videos USING PRIMARY KEY',
  ])
    expect(all).toContain(`SEARCH ${index}`)
  expect(planOf(rowQuery, 1)).toContain('SEARCH videos USING INTEGER PRIMARY KEY (rowid=?)')
  expect(planOf(changesQuery, 1)).toContain('SEARCH video_changes USING INTEGER PRIMARY KEY (rowid>?)')
  expect(planOf(logQuery)).not.toContain('SCAN video_changes')
  const count = selectRows(core.db, { search: 'a' }, 'added').select(sql`count(*)`.as('count')).compile()
  expect(planOf(count.sql, ...count.parameters)).toMatch(/^SCAN video_search VIRTUAL TABLE INDEX \S+$/)
  expect(planOf(searchQuery, 'a', 0, 1)).not.toContain('TEMP B-TREE')
  for (const order of ['asc', 'desc'] as const) expect(planOf(firstQuery(order), 'a')).not.toContain('TEMP B-TREE')
})
