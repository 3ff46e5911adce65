import { statSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { connect } from '../../main/database/connection/connection.ts'
import { openLibrary, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

/** A library that someone else has changed by `sql` and handed over. */
async function handedOver(sql: string): Promise<string> {
  const library = await openLibrary()
  await library.core.close()
  const database = new BetterSqlite3(library.core.layout.database)
  database.unsafeMode()
  database.exec(sql)
  database.close()
  return library.folder
}

const insertVideo = `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
  VALUES ('a', 'mine', '/x.mp4', '${'a'.repeat(64)}', 1, 'uploaded');`
const spies: [string, string, string][] = [
  [
    'a trigger',
    "UPDATE library SET folder = '/elsewhere'; CREATE TRIGGER spy AFTER UPDATE ON library BEGIN DELETE FROM videos; END",
    'the trigger “spy” (on library)',
  ],
  [
    'a view',
    'CREATE VIEW spy AS WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t) SELECT * FROM t',
    'the view “spy”',
  ],
  ['a virtual table', 'CREATE VIRTUAL TABLE spy USING dbstat', 'the virtual table “spy”'],
  [
    'a trigger of ours with other words',
    'DROP TRIGGER tagged_videos_gone; CREATE TRIGGER tagged_videos_gone AFTER DELETE ON videos BEGIN DELETE FROM workflows; END',
    'the trigger “tagged_videos_gone” (on videos)',
  ],
  [
    'a view in place of a table',
    'ALTER TABLE images_of RENAME TO hidden; CREATE VIEW images_of AS SELECT * FROM hidden',
    'the view “images_of”',
  ],
]

test.each(spies)(
  'a library with %s that Rushes did not create is opened only with consent, which is asked for once',
  async (_, sql, named) => {
    const folder = await handedOver(`CREATE TABLE images_of (id); ${insertVideo} ${sql}`)
    const asked: string[] = []
    const ask = (answer: boolean) => async (described: string) => {
      asked.push(described)
      return answer
    }
    const refusal = { code: 'LIBRARY_UNTRUSTED', message: expect.stringContaining(named) }
    await expect(openLibrary({ folder })).rejects.toMatchObject(refusal)
    await expect(openLibrary({ folder, askSchema: ask(false) })).rejects.toMatchObject(refusal)
    const database = new BetterSqlite3(join(folder, 'media.db'), { readonly: true })
    expect(database.prepare('SELECT count(*) FROM videos').pluck().get()).toBe(1)
    database.close()

    await (await openLibrary({ folder, askSchema: ask(true) })).core.close()
    await (await openLibrary({ folder })).core.close()
    expect(asked).toEqual([named, named])
    expect(statSync(join(process.env.RUSHES_CONFIG ?? '', 'consents.json')).mode & 0o777).toBe(0o600)

    const changed = new BetterSqlite3(join(folder, 'media.db'))
    changed.exec('DROP TRIGGER IF EXISTS spy; CREATE TRIGGER later AFTER DELETE ON jobs BEGIN SELECT 1; END')
    changed.close()
    await expect(openLibrary({ folder, askSchema: ask(false) })).rejects.toMatchObject({ code: 'LIBRARY_UNTRUSTED' })
  },
)

test('the terminal lists the objects without control characters and opens the library with --accept-schema', async () => {
  const folder = await handedOver('CREATE TRIGGER "sp\u001b[2Jy" AFTER INSERT ON jobs BEGIN SELECT 1; END')
  const refused = await runRushes(['list', '--library', folder])
  expect(refused.code).toBe(9)
  expect(refused.stderr).toContain('the trigger “sp�[2Jy” (on jobs)')
  expect(refused.stderr).toContain('--accept-schema')
  expect((await runRushes(['list', '--accept-schema', '--library', folder])).code).toBe(0)
  expect((await runRushes(['list', '--library', folder])).code).toBe(0)
})

test('no connection writes the schema as a table or runs a function of a schema that is not harmless', () => {
  const path = join(temporaryFolder(), 'x.db')
  const database = connect(path)
  database.function('dangerous', () => 1)
  database.exec('CREATE TABLE t (a); CREATE VIEW v AS SELECT dangerous()')
  expect(() => database.prepare('SELECT * FROM v').all()).toThrow('unsafe use')
  database.pragma('writable_schema = ON')
  expect(() => database.exec("UPDATE sqlite_schema SET sql = ''")).toThrow('may not be modified')
  database.close()
})
