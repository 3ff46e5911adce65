import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { limits } from '../../main/media/limits.ts'
import { posterPath } from '../../main/storage/layout.ts'
import { clip, manyClips } from '../support/clips.ts'
import { putDecoder } from '../support/decoders.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

const mib = 1024 * 1024
// The limits of a release are minutes and gigabytes.
const released = structuredClone(limits)
beforeAll(() => {
  Object.assign(limits, {
    probe: { stillSeconds: 10, outputBytes: mib, memoryBytes: 512 * mib },
    preview: { stillSeconds: 10, outputBytes: mib, memoryBytes: 512 * mib },
  })
})
afterAll(() => void Object.assign(limits, released))

/** Does to a decoder what a file of that name asks for. */
const faults = `
  if (path.includes('crash')) process.kill(process.pid, 'SIGSEGV')
  if (path.includes('hang')) busy()
  if (path.includes('exhaust')) {
    const held = []
    for (;;) held.push(Buffer.alloc(${64 * mib}))
  }`

const reasons = {
  crash: /it crashed \(SIGSEGV\)/,
  hang: /it made no progress for 10 s and was stopped/,
  exhaust: /it needed more memory than it may use|it crashed/,
}

/** Has decoders that start from now on, until the test ends, fail. */
function startFaulty(): void {
  vi.stubEnv('RUSHES_TEST_DECODER', putDecoder(temporaryFolder(), faults))
  onTestFinished(() => void vi.unstubAllEnvs())
}

const onLinux = test.skipIf(process.platform !== 'linux')

onLinux('of 50 files, five that crash, hang or exhaust the decoder are named, and 45 are imported', async () => {
  startFaulty()
  const { client, core } = await openLibrary()
  const ffprobe = join(temporaryFolder(), 'ffprobe')
  writeFileSync(ffprobe, '#!/bin/sh\nkill -SEGV $$\n', { mode: 0o755 })
  core.tools.ffprobe = async () => ({ path: ffprobe, version: '', source: '', date: null })
  const folder = temporaryFolder()
  const bytes = readFileSync(await clip('broadcast.ts'))
  const names = ['crash 1', 'hang 1', 'exhaust 1', 'crash 2', 'exhaust 2']
  for (let index = 0; index < 45; index++) names.push(`take ${index}`)
  for (const [index, name] of names.entries()) {
    // A packet that players pass over makes each content another one.
    const padding = Buffer.alloc(188, index)
    padding.set([0x47, 0x1f, 0xff, 0x10])
    writeFileSync(join(folder, `${name}.ts`), Buffer.concat([bytes, padding]))
  }
  const { job, items } = await importAll(client, { paths: [folder], mode: 'reference' })
  expect(job).toMatchObject({ state: 'done', added: 45, failed: 5 })
  const failed = items.filter(({ error }) => error)
  expect(failed.map(({ path }) => basename(path)).sort()).toEqual([
    'crash 1.ts',
    'crash 2.ts',
    'exhaust 1.ts',
    'exhaust 2.ts',
    'hang 1.ts',
  ])
  for (const { path, error } of failed) {
    const [fault] = basename(path).split(' ')
    expect(error?.message).toContain(basename(path))
    expect(error?.message).toMatch(reasons[fault as keyof typeof reasons])
  }
})

onLinux(
  'a file that crashes, hangs or exhausts the decoder only, not ffprobe, is imported without a poster',
  async () => {
    startFaulty()
    const { client, core } = await openLibrary()
    const folder = temporaryFolder()
    const [whole = ''] = await manyClips(folder, 6)
    for (const [index, name] of ['crash', 'hang', 'exhaust'].entries()) {
      const box = Buffer.from(`\0\0\0\x0cfree${String(index).padStart(4)}`, 'latin1')
      writeFileSync(join(folder, `${name}.mp4`), Buffer.concat([readFileSync(whole), box]))
    }
    const { job } = await importAll(client, { paths: [folder], mode: 'reference' })
    expect(job).toMatchObject({ state: 'done', added: 9, failed: 0 })
    const { items } = await client.videos.list({})
    for (const { name, id } of items) {
      const video = await client.videos.get({ id })
      const reason = reasons[name as keyof typeof reasons]
      expect(existsSync(posterPath(core.layout, video.file_hash)), name).toBe(reason === undefined)
      if (reason === undefined) continue
      await expect(core.previews.ensure('poster', video)).rejects.toMatchObject({
        code: 'TOOL_FAILED',
        message: expect.stringMatching(new RegExp(`${name}\\.mp4: .*${reason.source}`)),
      })
    }
  },
)

test('a decoder that cannot start is no fault of the file, which gets its poster later', async () => {
  const { client, core } = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  vi.stubEnv('RUSHES_TEST_DECODER', putDecoder(temporaryFolder(), '', join(temporaryFolder(), 'nowhere.js')))
  const { items } = await importAll(client, { paths: [path], mode: 'reference' })
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  await expect(core.previews.ensure('poster', video)).rejects.toMatchObject({ code: 'TOOL_MISSING' })
  vi.unstubAllEnvs()
  expect(existsSync(await core.previews.ensure('poster', video))).toBe(true)
})
