import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { posterPath, proxyPath } from '../../../main/storage/layout.ts'
import { clip } from '../../support/clips.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

test('a poster that could not be made while the disk was away is made when it is back', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(client, { paths: [path] })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  rmSync(posterPath(core.layout, video.file_hash))
  renameSync(path, `${path} away`)
  await expect(core.previews.ensure('poster', video)).rejects.toMatchObject({
    code: 'FILE_MISSING',
    message: expect.stringContaining(path),
  })
  renameSync(`${path} away`, path)
  expect(existsSync(await core.previews.ensure('poster', video))).toBe(true)
})

test('a library that is closed while posters are made leaves nothing half', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('slow.mov', join(temporaryFolder(), 'slow.mov'))
  const { items } = await importAll(client, { paths: [path] })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  rmSync(posterPath(core.layout, video.file_hash))
  const poster = core.previews.ensure('poster', video).catch((error: unknown) => error)
  const proxy = await client.proxies.create({ id: video.id })
  await expect.poll(async () => (await client.jobs.get({ id: proxy.id })).state).toBe('running')
  await core.close()
  expect(filesIn(core.layout.incoming)).toEqual([])
  expect(existsSync(proxyPath(core.layout, video.file_hash))).toBe(false)
  await poster
})

test('on a full disk posters and proxies say so, and are made once there is space', async ({ skip }) => {
  const disk = mkdtempSync(join(tmpdir(), 'rushes-full-disk-'))
  const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status === 0
  onTestFinished(() => {
    if (mounted) execFileSync('umount', ['-l', disk])
    rmSync(disk, { recursive: true, force: true })
  })
  if (!mounted) return skip('a small disk cannot be mounted here')
  const { client, core } = await openLibrary({ folder: join(disk, 'library') })
  const { items } = await importAll(client, { paths: [await clip('slow.mov'), await clip('sound.mp4')] })
  const id = items.find(({ path }) => path.endsWith('slow.mov'))?.video_id ?? ''
  const video = await client.videos.get({ id })
  rmSync(posterPath(core.layout, video.file_hash))
  const filler = join(disk, 'filler')
  fill(filler)
  await expect(core.previews.ensure('poster', video)).rejects.toMatchObject({ code: 'DISK_FULL' })
  rmSync(filler)
  // Space for the rows of the job, not for its file.
  writeFileSync(filler, Buffer.alloc(readFree(disk) - 600_000))
  expect(await ended(client, await client.proxies.create({ id }))).toMatchObject({
    state: 'failed',
    error: { code: 'DISK_FULL' },
  })
  expect(filesIn(core.layout.incoming)).toEqual([])
  fill(join(disk, 'more'))
  await expect(client.videos.rename({ id, name: 'x'.repeat(400) })).rejects.toMatchObject({ code: 'DISK_FULL' })
  expect((await client.videos.list({})).total).toBe(2)
  rmSync(filler)
  expect(existsSync(await core.previews.ensure('poster', video))).toBe(true)
  expect((await client.videos.rename({ id, name: 'Slow' })).name).toBe('Slow')
})

/** Writes a file until nothing more goes on its disk. */
function fill(path: string): void {
  for (const size of [65_536, 4096]) {
    try {
      for (;;) writeFileSync(path, Buffer.alloc(size), { flag: 'a' })
    } catch {
      // It is full now, but for less than `size`.
    }
  }
}

function readFree(folder: string): number {
  const [, line = ''] = execFileSync('df', ['-B1', '--output=avail', folder]).toString().split('\n')
  return Number(line)
}

test('making a poster does not touch the original', async () => {
  const { client } = await openLibrary()
  const path = await putClip('rotated.mp4', join(temporaryFolder(), 'take.mp4'))
  const before = readFileSync(path)
  await importAll(client, { paths: [path] })
  expect(readFileSync(path).equals(before)).toBe(true)
})
