import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { describe, expect, test } from 'vitest'
import { hashOf } from '../../support/caches.ts'
import { databaseOf } from '../../support/database-of.ts'
import { foreign, video, videosTable, whole } from '../../support/foreign-database.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { withoutPython, writeByPython } from '../../support/python.ts'

const analysesTable = `
  CREATE TABLE analysis_jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, file_path TEXT NOT NULL, file_hash TEXT NOT NULL, config_hash TEXT NOT NULL,
    ranges JSON, metadata JSON, created_at REAL NOT NULL, UNIQUE(file_path, config_hash)
  );`
const processingBeforeTheCache = `
  CREATE TABLE processing_jobs (
    id INTEGER PRIMARY KEY AUTOINCREMENT, job_id TEXT UNIQUE NOT NULL, action TEXT NOT NULL, input_path TEXT NOT NULL,
    input_hash TEXT NOT NULL, output_path TEXT NOT NULL, output_hash TEXT NOT NULL, parameters JSON, metadata JSON,
    created_at REAL NOT NULL
  );
  INSERT INTO processing_jobs (job_id, action, input_path, input_hash, output_path, output_hash, created_at) VALUES
    ('dup_old', 'convert', '/tmp/old.mkv', 'sha256:o1', '/tmp/old1.mp4', 'sha256:oo1', 0.0),
    ('dup_new', 'convert', '/tmp/old.mkv', 'sha256:o2', '/tmp/old2.mp4', 'sha256:oo2', 1.0),
    ('uniq', 'extract_segment', '/tmp/old.mkv', 'sha256:o1', '/tmp/seg.wav', 'sha256:os', 2.0);`

const workflowTables = `
  CREATE TABLE IF NOT EXISTS workflows (
    id TEXT PRIMARY KEY, name TEXT NOT NULL, description TEXT, status TEXT DEFAULT 'draft', definition JSON NOT NULL,
    created_at TIMESTAMP, updated_at TIMESTAMP, last_executed_at TIMESTAMP
  );
  CREATE TABLE IF NOT EXISTS workflow_videos (
    workflow_id TEXT NOT NULL, video_id TEXT NOT NULL REFERENCES videos (id), node_id TEXT NOT NULL, node_type TEXT NOT NULL,
    role TEXT NOT NULL, execution_id TEXT, created_at TIMESTAMP, PRIMARY KEY (workflow_id, video_id, node_id)
  );`

test('the caches of another program are taken over, those from before the cache too, and again changes nothing', async () => {
  const { client, core } = await openLibrary()
  const { path } = foreign(`${analysesTable} ${processingBeforeTheCache}
    INSERT INTO analysis_jobs VALUES (7, '/a.wav', 'sha256:aa', 'sha256:cc', '[{"start":0,"end":1}]', '{"n":1}', 1700000000.25);`)
  expect(await client.library.adopt({ path })).toEqual({
    tables: [
      { table: 'analysis_jobs', ...whole, taken: 1 },
      { table: 'processing_jobs', ...whole, taken: 2, merged: 1 },
    ],
  })
  expect((await client.analyses.list({})).items).toMatchObject([{ file_path: '/a.wav', created_at: 1700000000.25 }])
  expect((await client.processing.list({})).items.map((it) => it.job_id)).toEqual(['uniq', 'dup_new'])
  const look = () =>
    ['analysis_jobs', 'processing_jobs'].map((it) => databaseOf(core).prepare(`SELECT * FROM ${it}`).all())
  const before = look()
  expect(await client.library.adopt({ path })).toMatchObject({
    tables: [
      { taken: 0, known: 1, replaced: 0 },
      { taken: 0, known: 2, replaced: 0 },
    ],
  })
  expect(look()).toEqual(before)
})

test('of two rows of one key the newer stays', async () => {
  const { client } = await openLibrary()
  const save = (file_path: string) =>
    client.analyses.save({ file_path, file_hash: hashOf('a'), config_hash: 'sha256:cc' })
  const ours = await save('/ours is newer')
  await save('/theirs is newer')
  const row = (path: string, createdAt: number) =>
    `INSERT INTO analysis_jobs (file_path, file_hash, config_hash, created_at) VALUES ('${path}', 'sha256:bb', 'sha256:cc', ${createdAt});`
  const { path } = foreign(
    analysesTable + row('/ours is newer', ours.created_at - 1) + row('/theirs is newer', ours.created_at + 1000),
  )
  const [report] = (await client.library.adopt({ path })).tables
  expect(report).toEqual({ table: 'analysis_jobs', taken: 0, known: 1, replaced: 1, merged: 0, left_out: [] })
  expect((await client.analyses.list({})).items.map((it) => [it.file_path, it.file_hash])).toEqual([
    ['/theirs is newer', 'sha256:bb'],
    ['/ours is newer', hashOf('a')],
  ])
})

test('a job id that is another processing here is left out, and said to be', async () => {
  const { client } = await openLibrary()
  const ends = { input_path: '/1', input_hash: hashOf('1'), output_path: '/2', output_hash: hashOf('2') }
  await client.processing.save({ job_id: 'uniq', action: 'mine', config: 1, ...ends })
  const { path } = foreign(processingBeforeTheCache)
  const [report] = (await client.library.adopt({ path })).tables
  expect(report).toMatchObject({ taken: 1, left_out: [{ reason: 'has an id that another row here has', count: 1 }] })
  expect((await client.processing.get({ job_id: 'uniq' })).action).toBe('mine')
})

test('videos are taken whole; relative paths count from where the database lies, or from the folder above', async () => {
  const { client } = await openLibrary()
  const { path, folder } = foreign(
    videosTable + video('one', 'videos/one.mp4', 'a') + video('two', 'backend/two.mp4', 'b'),
  )
  writeFileSync(join(folder, 'two.mp4'), '')
  expect((await client.library.adopt({ path })).tables).toEqual([{ table: 'videos', ...whole, taken: 2 }])
  const { items } = await client.videos.list({})
  expect(items).toMatchObject([
    { id: 'two', file_path: join(folder, 'two.mp4') },
    { id: 'one', file_path: join(folder, 'videos', 'one.mp4'), created_at: '2024-05-01 10:00:00' },
  ])
  expect((await client.videos.get({ id: 'one' })).metadata).toEqual({ mood: 'dusk' })
})

test('a content that is here stands for theirs: what is said of theirs is said of ours', async () => {
  const { client, core } = await openLibrary()
  const file = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(client, { paths: [file] })
  const id = items[0]?.video_id ?? ''
  databaseOf(core).exec(workflowTables)
  const content = createHash('sha256').update(readFileSync(file)).digest('hex')
  const { path, database } = foreign(videosTable + workflowTables + video('theirs', '/theirs.mp4', 'c'))
  database.prepare("UPDATE videos SET file_hash = ? WHERE id = 'theirs'").run(content)
  database.exec(`
    PRAGMA foreign_keys = OFF;
    INSERT INTO workflows (id, name, definition) VALUES ('w', 'Episode', '{}');
    INSERT INTO workflow_videos (workflow_id, video_id, node_id, node_type, role)
    VALUES ('w', 'theirs', 'n', 'VideoStitcher', 'input'), ('w', 'nobody', 'n', 'VideoStitcher', 'input')`)
  expect((await client.library.adopt({ path })).tables).toMatchObject([
    { table: 'videos', taken: 0, known: 1 },
    { table: 'workflows', taken: 1 },
    { table: 'workflow_videos', taken: 1, left_out: [{ reason: 'leads to a row that is not there', count: 1 }] },
  ])
  expect(databaseOf(core).prepare('SELECT video_id FROM workflow_videos').pluck().all()).toEqual([id])
  expect((await client.videos.list({})).total).toBe(1)
})

test('an id or a path that is another content here is no reason to leave a video out', async () => {
  const { client } = await openLibrary()
  const ours = foreign(videosTable + video('same id', '/1.mp4', '1') + video('2', '/same path.mp4', '2'))
  await client.library.adopt({ path: ours.path })
  const { path } = foreign(videosTable + video('same id', '/3.mp4', '3') + video('4', '/same path.mp4', '4'))
  for (const counts of [
    { taken: 2, known: 0 },
    { taken: 0, known: 2 },
  ]) {
    expect((await client.library.adopt({ path })).tables).toMatchObject([counts])
  }
  const { items } = await client.videos.list({})
  expect(items.map((it) => [it.name, it.file_path])).toEqual([
    ['Take 4', '/same path.mp4 (overwritten, was 444444444444)'],
    ['Take same id', '/3.mp4'],
    ['Take 2', '/same path.mp4'],
    ['Take same id', '/1.mp4'],
  ])
  expect(items[0]?.missing_since).not.toBeNull()
  expect(new Set(items.map((it) => it.id)).size).toBe(4)
})

test('what nobody has checkpointed yet is taken too, and not a byte is written beside the database', async () => {
  const { client } = await openLibrary()
  const { path, folder, database } =
    foreign(`PRAGMA journal_mode = WAL; ${analysesTable} PRAGMA wal_checkpoint(TRUNCATE);
    INSERT INTO analysis_jobs (file_path, file_hash, config_hash, created_at) VALUES ('/in the log', 'sha256:aa', 'sha256:cc', 1);`)
  const look = () =>
    readdirSync(folder).map((name) => [name, statSync(join(folder, name)).mtimeMs, readFileSync(join(folder, name))])
  const before = look()
  expect(before.length).toBe(3)
  expect((await client.library.adopt({ path })).tables).toMatchObject([{ taken: 1 }])
  expect(look()).toEqual(before)
  expect(database.prepare('SELECT count(*) FROM analysis_jobs').pluck().get()).toBe(1)
})

test('it is all or nothing', async () => {
  const { client, core } = await openLibrary()
  const { path } = foreign(`${videosTable} ${video('one', '/one.mp4', 'a')} CREATE TABLE processing_jobs (id, note);
    INSERT INTO processing_jobs VALUES (1, 'this is another table');`)
  await expect(client.library.adopt({ path })).rejects.toMatchObject({ code: 'FILE_UNREADABLE' })
  expect((await client.videos.list({})).total).toBe(0)
  expect(readdirSync(core.layout.incoming).flatMap((it) => readdirSync(join(core.layout.incoming, it)))).toEqual([])
})

test('values that no rule of ours allows are left out, the rest is taken', async () => {
  const { client } = await openLibrary()
  const { path } = foreign(`CREATE TABLE analysis_jobs (file_path, file_hash, config_hash, ranges, created_at, mood);
    INSERT INTO analysis_jobs VALUES ('/a', 'h', 'c', x'00', 1, 'odd'), (NULL, 'h', 'c', '', 1, 'odd'), ('/a', 'h', 'c', '', 0, 'odd');`)
  expect((await client.library.adopt({ path })).tables).toEqual([
    {
      table: 'analysis_jobs',
      taken: 1,
      known: 0,
      replaced: 0,
      merged: 1,
      left_out: [{ reason: 'lacks a value that is needed', count: 1 }],
    },
  ])
})

describe('a file that cannot be taken over is refused in a sentence:', () => {
  test.each<[string, string, (path: string) => void]>([
    ['nothing', 'FILE_MISSING', () => undefined],
    ['a folder', 'BAD_INPUT', (path) => mkdirSync(path)],
    [
      'a text',
      'FILE_UNREADABLE',
      (path) => writeFileSync(path, 'Dear diary, today we shot the ferry again. '.repeat(99)),
    ],
    ['an empty file', 'BAD_INPUT', (path) => writeFileSync(path, '')],
    [
      'a database of something else',
      'BAD_INPUT',
      (path) => new BetterSqlite3(path).exec('CREATE TABLE diary (day)').close(),
    ],
    [
      'a damaged database',
      'FILE_UNREADABLE',
      (path) => {
        const database = new BetterSqlite3(path)
        database.exec(`${videosTable} CREATE TABLE filler (text); INSERT INTO filler VALUES (zeroblob(50000))`)
        database.close()
        writeFileSync(path, readFileSync(path).fill(0xaa, 4096, 16_000))
      },
    ],
  ])('%s', async (_name, code, make) => {
    const { client } = await openLibrary()
    const path = join(temporaryFolder(), 'their.db')
    make(path)
    await expect(client.library.adopt({ path })).rejects.toMatchObject({ code, message: expect.stringContaining(path) })
  })

  test('the library itself, by whatever name', async () => {
    const { client, core } = await openLibrary()
    const link = join(temporaryFolder(), 'link.db')
    symlinkSync(core.layout.database, link)
    for (const path of [core.layout.database, link]) {
      await expect(client.library.adopt({ path })).rejects.toMatchObject({ code: 'BAD_INPUT' })
    }
    await expect(client.library.adopt({ path: 'media.db' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  })
})

test.skipIf(withoutPython)(
  'while another program writes, what is taken is whole, or it is said that it writes',
  async () => {
    const { client } = await openLibrary()
    const theirs = (await openLibrary()).core
    const path = theirs.layout.database
    let isWriting = true
    const writing = writeByPython(path, 'python', 200).then((it) => {
      isWriting = false
      return it
    })
    while (isWriting) {
      const end = await client.library.adopt({ path }).catch((error) => error.code)
      expect(end === 'CONFLICT' || end.tables.length > 0, String(end)).toBe(true)
    }
    expect(await writing).toEqual({ code: 0, said: '' })
    await client.library.adopt({ path })
    expect([(await client.analyses.list({})).total, (await client.processing.list({})).total]).toEqual([100, 100])
  },
)
