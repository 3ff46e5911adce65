import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { appendFileSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import type { ImportMode } from '../../shared/contract/imports.ts'
import { manyClips } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { endlessFile } from '../support/endless-file.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../support/library.ts'
import { startTerminal } from '../support/terminal.ts'

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

function sha256(path: string): string {
  return createHash('sha256').update(readFileSync(path)).digest('hex')
}

/** Each row has its bytes, and each file of the library is whole. */
async function expectConsistent({ client, core }: TestLibrary): Promise<void> {
  for (const { file_path, file_hash } of (await client.videos.list({ limit: 1000 })).items) {
    expect([file_path, sha256(file_path)]).toEqual([file_path, file_hash])
  }
  for (const path of filesIn(core.layout.videos)) expect(basename(path).split('.')[0]).toBe(sha256(path))
}

test.for(['move', 'link'] as const)('no take is lost, however often a %s is killed', async (mode: ImportMode) => {
  const folder = join(temporaryFolder(), 'library')
  const takes = temporaryFolder()
  const contents = new Set((await manyClips(takes, 50)).map(sha256))
  for (const afterVideos of [1, 10, 25]) {
    const watching = await openLibrary({ folder })
    const { child, ended: gone } = startTerminal(['import', takes, '--mode', mode, '--library', folder])
    const enough = async () => (await watching.client.videos.count({})).total >= afterVideos || child.exitCode !== null
    await expect.poll(enough, { interval: 3 }).toBe(true)
    child.kill('SIGKILL')
    await gone
    await watching.core.close()
    const library = await openLibrary({ folder })
    expect(readdirSync(library.core.layout.incoming)).toEqual([])
    await expectConsistent(library)
    const there = [...filesIn(takes), ...filesIn(library.core.layout.videos)]
    expect(new Set(there.map(sha256))).toEqual(contents)
    await library.core.close()
  }
  const library = await openLibrary({ folder })
  expect((await importAll(library.client, { paths: [takes], mode })).job.failed).toBe(0)
  expect((await library.client.videos.list({})).total).toBe(50)
  await expectConsistent(library)
})

test('two processes that move the same takes in lose none, and call none bad', async () => {
  const library = await openLibrary()
  const takes = temporaryFolder()
  const contents = new Set((await manyClips(takes, 40)).map(sha256))
  const other = startTerminal(['import', takes, '--mode', 'move', '--library', library.folder, '--json'])
  await expect.poll(async () => (await library.client.videos.list({})).total, { interval: 3 }).toBeGreaterThan(0)
  const { items } = await importAll(library.client, { paths: [takes], mode: 'move' })
  const { stdout } = await other.ended
  for (const { error } of [...items, ...JSON.parse(stdout).items])
    expect([undefined, 'FILE_MISSING']).toContain(error?.code)
  await expectConsistent(library)
  expect(new Set([...filesIn(takes), ...filesIn(library.core.layout.videos)].map(sha256))).toEqual(contents)
  expect((await library.client.videos.list({})).total).toBe(40)
})

test('cancelling while a large file is copied leaves nothing of it', async () => {
  const { client, core } = await openLibrary()
  const path = await endlessFile(join(temporaryFolder(), 'endless.mp4'))
  const job = await client.imports.start({ paths: [path], mode: 'copy' })
  await expect.poll(() => filesIn(core.layout.incoming)).toHaveLength(1)
  await client.jobs.cancel({ id: job.id })
  expect(await ended(client, job)).toMatchObject({ state: 'cancelled', added: 0, failed: 0 })
  expect([...filesIn(core.layout.incoming), ...filesIn(core.layout.videos)]).toEqual([])
})

test('a file that another program is writing is not taken in', async () => {
  const { client } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  truncateSync(path, 300e6)
  const writer = spawn(process.execPath, [
    '-e',
    `setInterval(() => require('fs').appendFileSync(${JSON.stringify(path)}, Buffer.alloc(4096)), 2)`,
  ])
  await expect.poll(() => readFileSync(path).length).toBeGreaterThan(300e6)
  const { items } = await importAll(client, { paths: [path] })
  writer.kill()
  await once(writer, 'exit')
  expect(items).toMatchObject([{ outcome: 'failed', error: { code: 'FILE_CHANGED' } }])
  expect((await importAll(client, { paths: [path] })).job.added).toBe(1)
})

test('a video that is removed while it is imported again is there whole, or not at all', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const folder = temporaryFolder()
  const paths = await manyClips(folder, 12)
  await importAll(client, { paths, mode: 'copy' })
  for (let round = 0; round < 3; round++) {
    for (const path of paths) appendFileSync(path, '')
    const ids = await client.videos.ids({})
    const removing = (async () => {
      for (const id of ids) {
        await client.videos.remove({ ids: [id] })
        await new Promise((resolve) => setTimeout(resolve, 3))
      }
    })()
    databaseOf(core).exec("UPDATE locations SET mtime_ms = 0 WHERE path NOT LIKE '%/videos/%'")
    const { items } = await importAll(client, { paths, mode: 'copy' })
    await removing
    await expectConsistent(library)
    for (const { outcome, video_id } of items) {
      if (outcome === 'failed') continue
      const removed = databaseOf(core).prepare('SELECT count(*) FROM removed_videos WHERE id = ?').pluck().get(video_id)
      const present = databaseOf(core).prepare('SELECT count(*) FROM videos WHERE id = ?').pluck().get(video_id)
      expect([video_id, Number(removed) + Number(present)]).toEqual([video_id, 1])
    }
    const orphans = `SELECT path FROM locations WHERE file_hash NOT IN (SELECT file_hash FROM videos)`
    expect(databaseOf(core).prepare(orphans).pluck().all()).toEqual([])
    await importAll(client, { paths, mode: 'copy' })
    expect((await client.videos.list({})).total).toBe(12)
  }
})

test('a library inside a folder that is imported does not take in its own cache and trash', async () => {
  const around = temporaryFolder()
  const library = await openLibrary({ folder: join(around, 'library') })
  const { client, core } = library
  const take = await putClip('square.mp4', join(around, 'takes', 'a.mp4'))
  const gone = await putClip('portrait.mp4', join(around, 'takes', 'b.mp4'))
  const { items } = await importAll(client, { paths: [take, gone], mode: 'move' })
  const removed = items.find(({ path }) => path === gone)?.video_id ?? ''
  await client.videos.remove({ ids: [removed] })
  writeFileSync(join(core.layout.proxies, 'proxy.mp4'), 'bytes')
  const { job } = await importAll(client, { paths: [around] })
  expect(job).toMatchObject({ added: 0, unchanged: 1, failed: 0 })
  expect(await client.videos.restore({ ids: [removed] })).toEqual({ restored: [removed] })
  expect(existsSync((await client.videos.get({ id: removed })).file_path)).toBe(true)
})
