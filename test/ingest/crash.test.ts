import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { manyClips } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { endlessFile } from '../support/endless-file.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { program } from '../support/terminal.ts'

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Every file that the library owns is whole: its bytes have the hash that it is named by. */
function expectWhole(videos: string): void {
  for (const path of filesIn(videos)) {
    expect(basename(path).split('.')[0]).toBe(createHash('sha256').update(readFileSync(path)).digest('hex'))
  }
}

test('cancelling while a large file is read ends the job and leaves nothing', async () => {
  const { client, core } = await openLibrary()
  const path = await endlessFile(join(temporaryFolder(), 'endless.mp4'))
  const job = await client.imports.start({ paths: [path] })
  await expect.poll(async () => (await client.jobs.get({ id: job.id })).state).toBe('running')
  await client.jobs.cancel({ id: job.id })
  expect(await ended(client, job)).toMatchObject({ state: 'cancelled', added: 0, failed: 0 })
  expect(filesIn(core.layout.incoming)).toEqual([])
})

test('cancelling an import keeps what was recorded, in whole files only', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  await manyClips(folder, 200)
  const job = await client.imports.start({ paths: [folder], mode: 'copy' })
  await expect.poll(async () => (await client.videos.list({})).total, { interval: 5 }).toBeGreaterThan(3)
  await client.jobs.cancel({ id: job.id })
  const { state, added } = await ended(client, job)
  expect(state).toBe('cancelled')
  const { total } = await client.videos.list({})
  expect(added).toBe(total)
  expect(total).toBeLessThan(200)
  expectWhole(core.layout.videos)
  expect(filesIn(core.layout.incoming).filter((path) => !path.endsWith('.jpg'))).toEqual([])
})

test('closing the library during an import stops it cleanly', async () => {
  const { client, core, folder } = await openLibrary()
  const takes = temporaryFolder()
  await manyClips(takes, 200)
  const job = await client.imports.start({ paths: [takes], mode: 'copy' })
  await expect.poll(async () => (await client.videos.list({})).total, { interval: 5 }).toBeGreaterThan(0)
  await core.close()
  const again = await openLibrary({ folder })
  expect((await again.client.jobs.get({ id: job.id })).state).toBe('cancelled')
  expectWhole(again.core.layout.videos)
})

test('an import that is killed leaves whole files, is shown as interrupted, and can be done again', async () => {
  const folder = join(temporaryFolder(), 'library')
  const takes = temporaryFolder()
  await manyClips(takes, 200)
  const child = spawn(process.execPath, [program, 'import', takes, '--mode', 'copy', '--library', folder], {
    stdio: 'ignore',
  })
  const { client, core } = await openLibrary({ folder })
  await expect.poll(async () => (await client.videos.list({})).total, { interval: 5 }).toBeGreaterThan(3)
  child.kill('SIGKILL')
  await once(child, 'exit')
  await core.jobs.reconcile()
  expect((await client.jobs.list({}))[0]?.state).toBe('interrupted')
  expectWhole(core.layout.videos)
  await core.close()

  const again = await openLibrary({ folder })
  expect(readdirSync(again.core.layout.incoming)).toEqual([])
  const { job } = await importAll(again.client, { paths: [takes], mode: 'copy' })
  expect(job).toMatchObject({ state: 'done', failed: 0 })
  expect(job.added + job.duplicates + job.unchanged).toBe(200)
  const { items, total } = await again.client.videos.list({ limit: 1000 })
  expect(total).toBe(200)
  expect(items.every(({ file_path }) => readFileSync(file_path).length > 0)).toBe(true)
  expectWhole(again.core.layout.videos)
})

test('two processes import the same folder at once', async () => {
  const { client, core, folder } = await openLibrary()
  const takes = temporaryFolder()
  await manyClips(takes, 60)
  const child = spawn(process.execPath, [program, 'import', takes, '--mode', 'copy', '--library', folder, '--json'], {
    stdio: 'ignore',
  })
  const { job } = await importAll(client, { paths: [takes], mode: 'copy' })
  const [code] = child.exitCode === null ? await once(child, 'exit') : [child.exitCode]
  expect(code).toBe(0)
  expect(job).toMatchObject({ state: 'done', failed: 0 })
  expect((await client.videos.list({})).total).toBe(60)
  expect(databaseOf(core).prepare('SELECT count(*) FROM videos GROUP BY file_hash HAVING count(*) > 1').all()).toEqual(
    [],
  )
  expectWhole(core.layout.videos)
})

/** A disk of a few megabytes; mounting one takes root on Linux. */
function smallDisk(): string | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'rushes-small-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', folder]).status === 0
  onTestFinished(() => {
    if (mounted) execFileSync('umount', ['-l', folder])
    rmSync(folder, { recursive: true, force: true })
  })
  return mounted ? folder : undefined
}

test('a full disk: each file says so, nothing half is left, and the library opens again', async ({ skip }) => {
  const disk = smallDisk()
  if (!disk) return skip('a small disk cannot be mounted here')
  const folder = join(disk, 'library')
  const { client, core } = await openLibrary({ folder })
  const takes = temporaryFolder()
  const small = await putClip('square.mp4', join(takes, 'small.mp4'))
  expect((await importAll(client, { paths: [small], mode: 'copy' })).job.added).toBe(1)
  const large = await putClip('prores.mov', join(takes, 'large.mov'))
  mkdirSync(join(disk, 'other'))
  const large2 = join(takes, 'larger.mov')
  writeFileSync(large2, Buffer.concat([readFileSync(large), Buffer.alloc(6_000_000)]))
  const { job, items } = await importAll(client, { paths: [large2], mode: 'copy' })
  expect(job).toMatchObject({ state: 'done', failed: 1 })
  expect(items[0]?.error).toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('larger.mov') })
  expectWhole(core.layout.videos)
  expect(filesIn(core.layout.incoming)).toEqual([])
  await core.close()
  expect((await (await openLibrary({ folder })).client.videos.list({})).total).toBe(1)
})
