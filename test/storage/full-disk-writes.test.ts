import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openDatabase } from '../../main/database/connection/connection.ts'
import { createTables, migrations } from '../../main/database/connection/migrate.ts'
import { exportTo, importFrom } from '../support/bundles.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { fillDisk, smallDisk } from '../support/small-disk.ts'

const needsMount = 'a small disk cannot be mounted here'

/**
 * Leaves `step` more bytes free at each attempt, from none on, so that the disk is full at another write each time,
 * until one succeeds. Returns the number of attempts that failed.
 */
async function fillUntil(disk: string, step: number, attempt: () => Promise<boolean>): Promise<number> {
  for (let failures = 0; ; failures++) {
    const filler = fillDisk(disk, failures * step)
    const isDone = await attempt()
    rmSync(filler)
    if (isDone) return failures
  }
}

function namesIn(folder: string): string[] {
  const entries = existsSync(folder) ? readdirSync(folder, { recursive: true, withFileTypes: true }) : []
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}

async function twoTakes(folder?: string) {
  const library = await openLibrary(folder === undefined ? {} : { folder })
  const from = temporaryFolder()
  await putClip('landscape.mp4', join(from, 'one.mp4'))
  await putClip('square.mp4', join(from, 'two.mp4'))
  await importAll(library.client, { paths: [from], mode: 'copy' })
  return library
}

test('an export names the bundle whose disk is full at any write, and continues to the same path', async ({ skip }) => {
  const disk = smallDisk(8)
  if (!disk) return skip(needsMount)
  const { client } = await twoTakes()
  for (const name of ['bundle.zip', 'bundle']) {
    const path = join(disk, name)
    const failures = await fillUntil(disk, 20_000, async () => {
      const job = await exportTo(client, path).catch((error) => ({ state: 'refused', error }))
      if (job.state === 'done') return true
      const advice = `The disk of ${path} is full. Free some space there and export to the same path again to continue.`
      expect(job.error).toMatchObject({ code: 'DISK_FULL', message: advice })
      expect(name === 'bundle' ? existsSync(join(path, 'manifest.json')) : existsSync(path)).toBe(false)
      return false
    })
    expect(failures).toBeGreaterThan(2)
    const other = await openLibrary()
    expect(await importFrom(other.client, path)).toMatchObject({ state: 'done', added: 2, failed: 0 })
  }
})

test('imports of files and of a bundle leave no half of anything when the disk is full at any write', async ({
  skip,
}) => {
  const disk = smallDisk(12)
  if (!disk) return skip(needsMount)
  const bundle = join(temporaryFolder(), 'bundle.zip')
  await exportTo((await twoTakes()).client, bundle)
  const clip = await putClip('portrait.mp4', join(temporaryFolder(), 'take.mp4'))
  const { core, client } = await openLibrary({ folder: join(disk, 'library') })
  const attempts = {
    files: async () => {
      const { job } = await importAll(client, { paths: [clip], mode: 'copy' })
      return { isDone: job.added + job.duplicates === 1, error: job.error }
    },
    bundle: async () => {
      const job = await importFrom(client, bundle)
      return { isDone: job.state === 'done' && job.failed === 0, error: job.error }
    },
  }
  for (const [name, attempt] of Object.entries(attempts)) {
    const failures = await fillUntil(disk, 8_000, async () => {
      const { isDone, error } = await attempt().catch((error) => ({ isDone: false, error }))
      if (error) expect(error).toMatchObject({ code: 'DISK_FULL', message: expect.stringMatching(/full|need/) })
      expect(namesIn(core.layout.incoming)).toEqual([])
      return isDone
    })
    expect([name, failures > 1]).toEqual([name, true])
    expect((await client.verification.invariants()).violations).toEqual([])
  }
  expect((await client.videos.list({})).total).toBe(3)
  await core.close()
  const again = await openLibrary({ folder: join(disk, 'library') })
  expect((await again.client.library.get()).access.state).toBe('writable')
  expect((await again.client.videos.list({})).total).toBe(3)
})

test('a backup that the disk has no room for says which, and leaves none', async ({ skip }) => {
  const disk = smallDisk(12)
  if (!disk) return skip(needsMount)
  const { core, client } = await twoTakes(join(disk, 'library'))
  const failures = await fillUntil(disk, 200_000, async () => {
    const job = await client.backups
      .create()
      .then((started) => ended(client, started))
      .catch((error) => ({ state: 'refused', error }))
    if (job.state === 'done') return true
    expect(job.error?.code).toBe('DISK_FULL')
    if (job.state === 'failed')
      expect(job.error?.message).toMatch(
        /not backed up to .*backups.media-requested-.*\.db\. Free some space and try again\.$/,
      )
    expect([namesIn(core.layout.backups), namesIn(core.layout.incoming)]).toEqual([[], []])
    return false
  })
  expect(failures).toBeGreaterThan(1)
  expect(namesIn(core.layout.backups)).toHaveLength(1)
})

test('a migration that fills the disk at any write leaves the library as it was, to be viewed', async ({ skip }) => {
  const disk = smallDisk(12)
  if (!disk) return skip(needsMount)
  const folder = join(disk, 'library')
  mkdirSync(folder)
  const database = openDatabase(join(folder, 'media.db'))
  createTables(database, 20)
  database.exec(`INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type)
    VALUES ('take', 'Ferry', '/takes/ferry.mp4', 'aa', 12, 'uploaded')`)
  database.close()
  const failures = await fillUntil(disk, 150_000, async () => {
    const { core, client } = await openLibrary({ folder })
    const { state } = (await client.library.get()).access
    expect((await client.videos.list({})).items).toMatchObject([{ id: 'take', name: 'Ferry' }])
    await core.close()
    expect(namesIn(core.layout.backups).filter((name) => name.includes('.part'))).toEqual([])
    return state === 'writable'
  })
  expect(failures).toBeGreaterThan(1)
  const file = new BetterSqlite3(join(folder, 'media.db'), { readonly: true })
  expect(file.pragma('user_version', { simple: true })).toBe(migrations.length)
  expect(file.pragma('integrity_check', { simple: true })).toBe('ok')
  file.close()
})
