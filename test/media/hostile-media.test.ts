import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { watchFolders } from '../../main/services/watched/watch-folders.ts'
import { bait, hostileFiles, listenOnLoopback, putHostile } from '../support/hostile-media.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

test('files that name an address or another file are refused in a sentence, and nothing that they name is opened', async () => {
  const { client } = await openLibrary()
  const listener = await listenOnLoopback()
  const folder = temporaryFolder()
  const named = [`http://127.0.0.1:${listener.port}/take.mp4`, bait()]
  const expected = new Map<string, string>()
  for (const [index, target] of named.entries()) {
    const inner = join(folder, String(index))
    mkdirSync(inner)
    for (const file of hostileFiles) {
      const path = await putHostile(file, inner, target)
      expected.set(path, `${path} is ${file[0]}, not a video.`)
    }
  }
  await putClip('square.mp4', join(folder, 'take.mp4'))

  const { job, items } = await importAll(client, { paths: [folder], mode: 'reference' })

  expect(job).toMatchObject({ state: 'done', added: 1, failed: expected.size })
  const refused = items.filter(({ outcome }) => outcome === 'failed')
  expect(new Map(refused.map(({ path, error }) => [path, error?.message]))).toEqual(expected)
  expect(refused.map(({ error }) => error?.code)).toEqual(refused.map(() => 'FILE_UNREADABLE'))
  expect(listener.heard()).toBe(0)
})

test('a watched folder with a DASH manifest asks nobody', async () => {
  const { client, core } = await openLibrary()
  const listener = await listenOnLoopback()
  const folder = temporaryFolder()
  const [manifest] = hostileFiles
  if (manifest) await putHostile(manifest, folder, `http://127.0.0.1:${listener.port}/take.mp4`)
  await putClip('square.mp4', join(folder, 'take.mp4'))
  await client.watched.add({ path: folder })
  const watching = watchFolders(core)
  onTestFinished(() => watching.close())
  await expect.poll(async () => (await client.videos.list({})).items.length, { timeout: 60_000 }).toBe(1)
  for (const job of await client.jobs.list({})) await ended(client, job)
  expect(listener.heard()).toBe(0)
})

test('a name with the pattern of an image sequence stands for one file', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  await putClip('still.png', join(folder, 'take %02d.png'))
  const { items } = await importAll(client, { paths: [join(folder, 'take %02d.png')] })
  expect(items).toMatchObject([{ outcome: 'added' }])
  expect((await client.images.list({})).items).toMatchObject([{ width: 320, height: 180 }])
})

test('a name that looks like an option, an address or a protocol is a name', async () => {
  const { client } = await openLibrary()
  const folder = temporaryFolder()
  const names = ['-i.mp4', 'http:x.mp4', 'subfile,,start,0,end,0,,:x.mp4', 'data:x.mp4', 'a|b.mp4']
  for (const name of names) await putClip('square.mp4', join(folder, name))
  const { job } = await importAll(client, { paths: [folder] })
  expect(job).toMatchObject({ added: 1, failed: 0 })
})
