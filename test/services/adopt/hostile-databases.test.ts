import { setImmediate } from 'node:timers/promises'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { adoptCopy } from '../../../main/database/adopt/adopt-copy.ts'
import { connect } from '../../../main/database/connection/connection.ts'
import { databaseOf } from '../../support/database-of.ts'
import { foreign, video, videosTable } from '../../support/foreign-database.ts'
import { openLibrary } from '../../support/library.ts'

const endless = 'WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t)'
/** Half a gigabyte, for each row that is read. */
const heavy = 'hex(zeroblob(250000000))'
/** Ends the statement that evaluates it. */
const fault = 'abs(-9223372036854775807 - 1)'
const rows = video('a', '/a.mp4', 'a') + video('b', '/b.mp4', 'b')

test.each([
  ['an endless view', `CREATE VIEW videos AS ${endless} SELECT n AS id, n AS name, n AS file_path FROM t`, 'is a view'],
  ['a virtual table', 'CREATE VIRTUAL TABLE videos USING fts5 (id, name)', 'is a virtual table'],
  [
    'computed columns',
    `CREATE TABLE videos (id, name AS (${heavy}), file_path AS (${heavy}) STORED); CREATE TABLE Media (Id)`,
    'has computed columns',
  ],
])('a database with %s in place of a table is refused at once', async (_, sql, reason) => {
  const { client, core } = await openLibrary()
  const refusal = { code: 'BAD_INPUT', message: expect.stringContaining(reason) }
  await expect(client.library.adopt({ path: foreign(sql).path })).rejects.toMatchObject(refusal)
  expect(databaseOf(core).prepare('SELECT count(*) FROM videos').pluck().get()).toBe(0)
})

test('triggers, checks, defaults and other tables of a foreign database never run', async () => {
  const { client } = await openLibrary()
  const { path, database } = foreign(`
    ${videosTable}${video('a', '/a.mp4', 'a')}
    CREATE TABLE processing_jobs (job_id TEXT, action, input_path, input_hash, output_path, output_hash, created_at);
    INSERT INTO processing_jobs VALUES ('j', 'convert', '/a.mp4', 'sha256:a', '/b.mp4', 'sha256:b', 1);
    CREATE TRIGGER t AFTER UPDATE ON processing_jobs BEGIN SELECT ${fault}; END;
    CREATE VIEW workflows_of AS ${endless} SELECT * FROM t;
    CREATE TABLE other (a);
    INSERT INTO other VALUES (1);`)
  // With the rows in place: an insert would evaluate all of this.
  database.unsafeMode()
  database.exec(`PRAGMA writable_schema = ON;
    UPDATE sqlite_schema SET sql = replace(sql, 'codec TEXT', 'codec TEXT DEFAULT (${fault}) CHECK (${fault} > 0)')
    WHERE name = 'videos';
    UPDATE sqlite_schema SET sql = 'CREATE TABLE other (a, b TEXT NOT NULL AS (${fault}))' WHERE name = 'other';`)
  const { tables } = await client.library.adopt({ path })
  expect(tables.map(({ table, taken }) => [table, taken])).toEqual([
    ['videos', 1],
    ['processing_jobs', 1],
  ])
  const all = connect(path)
  expect(() => all.pragma('quick_check')).toThrow('integer overflow')
  all.close()
})

test('a value that is too large is not read, and too many rows are refused', async () => {
  const { client, core } = await openLibrary()
  const { path, database, folder } = foreign(videosTable + rows)
  database.exec("UPDATE videos SET metadata = zeroblob(100000000) WHERE id = 'a'")
  const { tables } = await client.library.adopt({ path })
  expect(tables).toMatchObject([
    { taken: 1, left_out: [{ reason: 'holds a value of more than 67108864 bytes', count: 1 }] },
  ])
  const limits = { rows: 1, valueBytes: 1000 }
  const request = { copy: path, named: path, folders: [folder], limits }
  await expect(adoptCopy(core.layout.database, request)).rejects.toMatchObject({
    code: 'BAD_INPUT',
    message: `videos in ${path} has 2 rows. Rushes adopts at most 1 of a table.`,
  })
})

test('taking over a database can be cancelled, and then leaves nothing', async () => {
  const { core, client } = await openLibrary()
  const { path, database } = foreign('CREATE TABLE configurations (config_hash, name, config)')
  database.exec(`INSERT INTO configurations SELECT 'sha256:' || value, 'x', '{}' FROM (
    WITH RECURSIVE c(value) AS (SELECT 1 UNION ALL SELECT value + 1 FROM c LIMIT 300000) SELECT value FROM c)`)
  const cancelling = new AbortController()
  const adopting = client.library.adopt({ path }, { signal: cancelling.signal }).catch((error) => error)
  const other = new BetterSqlite3(core.layout.database, { timeout: 0 })
  const isWriting = () => {
    try {
      other.exec('BEGIN IMMEDIATE; ROLLBACK')
      return false
    } catch {
      return true
    }
  }
  while (!isWriting()) await setImmediate()
  cancelling.abort()
  expect(await adopting).toBeInstanceOf(Error)
  // The thread stops between two rows, not at the end of the table.
  await expect.poll(isWriting).toBe(false)
  expect(other.prepare('SELECT count(*) FROM configurations').pluck().get()).toBe(0)
  other.close()
})

const historyTable = `CREATE TABLE processing_jobs (id INTEGER PRIMARY KEY, job_id TEXT, action TEXT, input_path TEXT,
  input_hash TEXT, output_path TEXT, output_hash TEXT, created_at REAL);`
const result = (job: string, input: string, created: number) =>
  `INSERT INTO processing_jobs (job_id, action, input_path, input_hash, output_path, output_hash, created_at)
   VALUES ('${job}', 'convert', '${input}', 'sha256:i', '/${job}.mp4', 'sha256:o', ${created});`

test('of an append-only history the newest rows are taken, and the report counts those that were merged', async () => {
  const { client, core } = await openLibrary()
  const { path, database } = foreign(
    `${historyTable}${result('a1', '/a', 1)}${result('a3', '/a', 3)}${result('a2', '/a', 2)}${result('b', '/b', 1)}
     CREATE TABLE analysis_jobs (file_path, file_hash, config_hash, created_at);
     INSERT INTO analysis_jobs VALUES ('/a', 'sha256:1', 'c', 5), ('/a', 'sha256:2', 'c', 6), ('/a', 'sha256:2', 'c', 6);
     ${videosTable}${rows}${video('again', '/again.mp4', 'a')}`,
  )
  const none = { taken: 0, known: 0, replaced: 0, merged: 0, left_out: [] }
  expect((await client.library.adopt({ path })).tables).toEqual([
    { ...none, table: 'videos', taken: 2, merged: 1 },
    { ...none, table: 'analysis_jobs', taken: 1, merged: 2 },
    { ...none, table: 'processing_jobs', taken: 2, merged: 2 },
  ])
  const jobs = databaseOf(core).prepare('SELECT job_id FROM processing_jobs ORDER BY job_id').pluck()
  expect(jobs.all()).toEqual(['a3', 'b'])
  expect(databaseOf(core).prepare('SELECT file_hash FROM analysis_jobs').pluck().all()).toEqual(['sha256:2'])

  database.exec(result('a4', '/a', 4))
  expect((await client.library.adopt({ path })).tables).toEqual([
    { ...none, table: 'videos', known: 3 },
    { ...none, table: 'analysis_jobs', known: 1, merged: 2 },
    { ...none, table: 'processing_jobs', known: 1, replaced: 1, merged: 3 },
  ])
  expect(jobs.all()).toEqual(['a4', 'b'])
})
