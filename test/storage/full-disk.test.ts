import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '../../main/database/connection/connection.ts'
import { migrate, migrations } from '../../main/database/connection/migrate.ts'
import { clip, manyClips } from '../support/clips.ts'
import { databaseOf, truncateLog } from '../support/database-of.ts'
import { ended, importAll, openLibrary, temporaryFolder } from '../support/library.ts'
import { fillDisk, freeBytes, smallDisk } from '../support/small-disk.ts'
import { runRushes, startTerminal } from '../support/terminal.ts'

const needsMount = 'a small disk cannot be mounted here'

function filesIn(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
}

/** Makes takes with different contents of five megabytes each. */
async function largeTakes(count: number): Promise<string> {
  const folder = temporaryFolder()
  const bytes = readFileSync(await clip('square.mp4'))
  for (let index = 0; index < count; index++)
    writeFileSync(join(folder, `take-${index}.mp4`), Buffer.concat([bytes, Buffer.alloc(5_000_000, index)]))
  return folder
}

test('an import that fills a disk of 20 MB ends with code 7 and its counts, and no file lacks its row', async ({
  skip,
}) => {
  const disk = smallDisk(20)
  if (!disk) return skip(needsMount)
  const folder = join(disk, 'library')
  const takes = await largeTakes(6)
  const { code, stdout, stderr } = await runRushes(['import', takes, '--mode', 'copy', '--library', folder])
  const [, added = '', failed = ''] = /(\d+) added.* (\d+) failed/.exec(stdout) ?? []
  expect([code, Number(added) + Number(failed)]).toEqual([7, 6])
  expect(stderr).toMatch(/could not be imported: the disk is full/)
  const { core, client } = await openLibrary({ folder })
  const { items, total } = await client.videos.list({})
  expect(total).toBe(Number(added))
  expect(total).toBeGreaterThan(0)
  expect(filesIn(core.layout.videos).sort()).toEqual(items.map(({ file_path }) => file_path).sort())
})

test('with no byte free, the library opens for viewing, says why, and is writable again once there is space', async ({
  skip,
}) => {
  const disk = smallDisk(20)
  if (!disk) return skip(needsMount)
  const folder = join(disk, 'library')
  const first = await openLibrary({ folder })
  const { items } = await importAll(first.client, { paths: [await clip('square.mp4')], mode: 'copy' })
  const id = items[0]?.video_id ?? ''
  await first.core.close()
  const filler = fillDisk(disk)
  expect(freeBytes(disk)).toBe(0)

  const { client, core } = await openLibrary({ folder })
  expect((await client.videos.get({ id })).name).toBe('square')
  const { state, reason } = (await client.library.get()).access
  expect([state, reason]).toEqual(['read_only', expect.stringContaining('its disk is full')])
  await expect(client.videos.rename({ id, name: 'Other' })).rejects.toMatchObject({ code: 'LIBRARY_READ_ONLY' })
  expect((await client.previews.storyboard({ id })).count).toBeGreaterThan(0)
  await core.close()
  const { code, stdout } = await runRushes(['list', '--library', folder])
  expect([code, stdout.includes('square')]).toEqual([0, true])

  rmSync(filler)
  const again = await openLibrary({ folder })
  expect((await again.client.videos.rename({ id, name: 'Other' })).name).toBe('Other')
})

test('a run whose end cannot be recorded fails with its counts, also in the lists of its process', async ({ skip }) => {
  const disk = smallDisk(20)
  if (!disk) return skip(needsMount)
  const { core, client } = await openLibrary({ folder: join(disk, 'library') })
  const start = { kind: 'verify', title: 'Takes', unit: 'files', total: 2000 } as const
  let filler = ''
  const job = await core.jobs.start(start, async (running) => {
    // After a checkpoint, which may come at any time, a log that is not truncated has room for what this job writes.
    await truncateLog(core)
    filler = fillDisk(disk)
    for (let index = 0; index < 2000; index++)
      running.item({ path: `/takes/${'x'.repeat(500)}${index}`, outcome: 'made' })
  })
  expect(await ended(client, job)).toMatchObject({ state: 'failed', error: { code: 'DISK_FULL' }, made: 2000 })
  expect((await client.jobs.list({}))[0]).toMatchObject({ id: job.id, state: 'failed' })
  expect(await client.jobs.items({ id: job.id, offset: 1990 })).toMatchObject({ total: 2000, items: { length: 10 } })
  rmSync(filler)
  await core.jobs.reconcile()
  expect(await client.jobs.get({ id: job.id })).toMatchObject({ state: 'done', made: 2000 })
  expect((await client.jobs.items({ id: job.id, limit: 1 })).total).toBe(2000)
})

test('a file that cannot be recorded is removed at once', async () => {
  const { core, client } = await openLibrary()
  databaseOf(core).exec("CREATE TRIGGER refuse BEFORE INSERT ON videos BEGIN SELECT RAISE(ABORT, 'refused'); END")
  const { job } = await importAll(client, { paths: [await clip('square.mp4')], mode: 'copy' })
  expect([job.failed, filesIn(core.layout.videos), filesIn(core.layout.incoming)]).toEqual([1, [], []])
})

test('a file that a killed process had no time to record is removed when the library is next opened', async () => {
  const { core, folder } = await openLibrary()
  const takes = temporaryFolder()
  await manyClips(takes, 40)
  const { child, ended: end } = startTerminal(['import', takes, '--mode', 'copy', '--library', folder])
  const rows = databaseOf(core).prepare('SELECT count(*) FROM videos').pluck()
  const placed = () => filesIn(core.layout.videos).length
  await expect.poll(placed, { interval: 5, timeout: 30_000 }).toBeGreaterThan(0)
  databaseOf(core).exec('BEGIN IMMEDIATE')
  await expect.poll(() => placed() - Number(rows.get())).toBeGreaterThan(0)
  child.kill('SIGKILL')
  await end
  databaseOf(core).exec('ROLLBACK')
  await core.close()
  const again = await openLibrary({ folder })
  const { items } = await again.client.videos.list({ limit: 1000 })
  expect(filesIn(again.core.layout.videos).sort()).toEqual(items.map(({ file_path }) => file_path).sort())
  expect(filesIn(again.core.layout.incoming)).toEqual([])
})

test('a backup that does not fit leaves no half of one, and the old library opens for viewing', async ({ skip }) => {
  const disk = smallDisk(20)
  if (!disk) return skip(needsMount)
  const folder = join(disk, 'library')
  mkdirSync(join(folder, 'backups'), { recursive: true })
  const database = openDatabase(join(folder, 'media.db'))
  for (const up of migrations.slice(0, 5)) up(database)
  const noise = 'hex(randomblob(2500000))'
  database.exec(`PRAGMA user_version = 5;
    INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, metadata)
    VALUES ('take', 'take', '/takes/take.mp4', 'aa', 12, 'uploaded', ${noise})`)
  database.close()
  fillDisk(disk, 1_000_000)
  const again = new BetterSqlite3(join(folder, 'media.db'))
  expect(() => migrate(again, join(folder, 'backups'), new Date())).toThrow(/full/)
  again.close()
  expect(readdirSync(join(folder, 'backups'))).toEqual([])
  const { client } = await openLibrary({ folder })
  expect((await client.videos.list({})).total).toBe(1)
  expect((await client.library.get()).access.state).toBe('read_only')
})
