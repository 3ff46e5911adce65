import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../../main/database/connection/connection.ts'
import { databaseOf } from '../../support/database-of.ts'
import { ended, openLibrary, type TestLibrary, temporaryFolder } from '../../support/library.ts'
import { programPath } from '../../support/program.ts'
import { fillDisk, smallDisk } from '../../support/small-disk.ts'

/** Opens a library whose file was created without auto-vacuum, and has some megabytes of deleted rows. */
async function openOld(folder = join(temporaryFolder(), 'library')): Promise<TestLibrary> {
  const first = await openLibrary({ folder })
  const path = first.core.layout.database
  await first.core.close()
  const database = openDatabase(path)
  database.pragma('auto_vacuum = NONE')
  database.exec('VACUUM')
  database.close()
  const library = await openLibrary({ folder })
  databaseOf(library.core).exec(`
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 4000)
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, metadata)
    SELECT 'v' || i, 'Ferry ' || i, '/takes/' || i || '.mp4', printf('%064d', i), 1, 'uploaded', hex(randomblob(1000)) FROM n;
    DELETE FROM videos WHERE rowid % 4 > 0;
    DELETE FROM journal_rows`)
  return library
}

/** Returns the rowids of all tables that have some, and a sum of what is in the largest. */
function contents({ core }: TestLibrary) {
  const database = databaseOf(core)
  const tables = database
    .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type <> 'virtual' AND wr = 0 ORDER BY name")
    .pluck()
    .all() as string[]
  const volatile = new Set(['jobs', 'job_items'])
  const rowids = tables
    .filter((name) => !volatile.has(name))
    .map((name) => [name, database.prepare(`SELECT rowid FROM "${name}" ORDER BY rowid`).pluck().all()])
  const videos = database.prepare('SELECT rowid, * FROM videos ORDER BY rowid').all()
  const found = database.prepare("SELECT rowid FROM video_search WHERE video_search MATCH 'ferry'").pluck().all()
  return { rowids, videos, found }
}

test('every table whose rowids matter has an index or a key of whole numbers, so that a VACUUM keeps them', async () => {
  const { core } = await openLibrary()
  const tables = databaseOf(core).prepare(`
    SELECT name FROM pragma_table_list AS listed
    WHERE schema = 'main' AND type NOT IN ('virtual', 'view') AND wr = 0 AND name NOT LIKE 'sqlite_%'
      AND NOT EXISTS (SELECT 1 FROM pragma_index_list(listed.name))
      AND NOT EXISTS (SELECT 1 FROM pragma_table_info(listed.name) WHERE pk = 1 AND type = 'INTEGER')`)
  expect(tables.pluck().all()).toEqual([])
})

describe('the database of an early version', () => {
  test('gets smaller when it is compacted, beside another process that reads and writes, and keeps all rowids', async () => {
    const library = await openOld()
    const { client, core } = library
    const before = await client.library.space()
    expect(before).toMatchObject({ shrinks: false })
    expect(before.unused_bytes).toBeGreaterThan(3_000_000)
    expect((await client.library.doctor()).find(({ name }) => name === 'database')?.detail).toContain('rushes compact')
    const was = contents(library)
    const other = await openLibrary({ folder: core.layout.folder })
    const job = await client.library.compact()
    const writes = Array.from({ length: 20 }, (_, index) =>
      other.client.tags
        .change({ changes: [{ ids: ['v4'], add: [`tag ${index}`] }] })
        .then(() => other.client.videos.list({})),
    )
    expect(await ended(client, job)).toMatchObject({ kind: 'compact', state: 'done', done: 1, error: null })
    expect((await Promise.all(writes)).map(({ total }) => total)).toEqual(writes.map(() => 1000))
    const after = await client.library.space()
    expect(after).toMatchObject({ shrinks: true })
    expect(before.file_bytes - after.file_bytes).toBeGreaterThan(3_000_000)
    expect(statSync(core.layout.database).size).toBeLessThan(before.file_bytes - 3_000_000)
    const is = contents(library)
    const written = new Set([
      'sqlite_sequence',
      'tags',
      'video_tags',
      'journal',
      'journal_rows',
      'journal_parts',
      'video_changes',
    ])
    const unwritten = ({ rowids }: typeof was) =>
      rowids.filter(([name]) => !written.has(String(name)) && !/^video_(search|counts)|^tag/.test(String(name)))
    expect(unwritten(is)).toEqual(unwritten(was))
    expect([is.videos, is.found]).toEqual([was.videos, was.found])
    expect(databaseOf(core).pragma('quick_check', { simple: true })).toBe('ok')
    await client.videos.remove({ ids: was.videos.map((row) => (row as { id: string }).id).slice(0, 500) })
    await ended(client, await client.trash.empty({}))
    expect((await client.library.space()).unused_bytes).toBe(0)
  })

  test('stays as it was on a full disk, with a sentence that says what is needed', async ({ skip }) => {
    const disk = smallDisk(64)
    if (disk === undefined) return skip('mounting a disk takes root')
    const library = await openOld(join(disk, 'library'))
    const { client } = library
    const was = contents(library)
    fillDisk(disk, 200_000)
    const job = await ended(client, await client.library.compact())
    expect(job).toMatchObject({ state: 'failed', error: { code: 'DISK_FULL' } })
    expect(job.error?.message).toMatch(
      /^The database was not compacted and is as it was: that needs \d.* of free space/,
    )
    expect(contents(library)).toEqual(was)
    expect(await client.library.space()).toMatchObject({ shrinks: false })
  })

  test('is whole after a kill at any moment, and can be compacted then', async () => {
    const library = await openOld()
    const { core } = library
    const was = contents(library)
    const { folder, database } = core.layout
    await core.close()
    const program = spawn(process.execPath, [programPath('rushes'), 'compact', '--library', folder], {
      stdio: 'ignore',
    })
    const exit = once(program, 'exit')
    // The whole database is written to the log before it is replaced.
    await expect.poll(() => program.exitCode !== null || logSize(database) > 500_000, { interval: 1 }).toBe(true)
    program.kill('SIGKILL')
    await exit
    const again = await openLibrary({ folder })
    expect(databaseOf(again.core).pragma('integrity_check', { simple: true })).toBe('ok')
    expect(contents(again).videos).toEqual(was.videos)
    expect(await ended(again.client, await again.client.library.compact())).toMatchObject({ state: 'done' })
    expect(await again.client.library.space()).toMatchObject({ shrinks: true })
  })
})

function logSize(database: string): number {
  return statSync(`${database}-wal`, { throwIfNoEntry: false })?.size ?? 0
}
