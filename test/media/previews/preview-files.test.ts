import { existsSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { decoderRelease } from '../../../main/media/decoder/release.ts'
import { probe } from '../../../main/media/ffprobe.ts'
import { findFfmpeg, findOnPath, isOld, majorVersion } from '../../../main/media/tools.ts'
import { proxyPath } from '../../../main/storage/layout.ts'
import type { ClipName } from '../../support/clips.ts'
import { ended, importAll, openLibrary, putClip, putUndecodable, temporaryFolder } from '../../support/library.ts'

async function oneVideo(name: ClipName) {
  const library = await openLibrary()
  const path = await putClip(name, join(temporaryFolder(), name))
  const { items } = await importAll(library.client, { paths: [path] })
  return { ...library, path, video: await library.client.videos.get({ id: items[0]?.video_id ?? '' }) }
}

test('whoever asks for a poster at once gets the same one', async () => {
  const { core, video } = await oneVideo('rotated.mp4')
  const path = await core.previews.ensure('poster', video)
  rmSync(path)
  expect(new Set(await Promise.all([1, 2, 3].map(() => core.previews.ensure('poster', video))))).toEqual(
    new Set([path]),
  )
  const ffprobe = (await core.tools.ffprobe()).path
  expect((await probe(ffprobe, path, { image: 'jpeg' })).streams[0]).toMatchObject({
    codec_name: 'mjpeg',
    width: 180,
    height: 320,
  })
  expect(readdirSync(join(core.layout.incoming)).flatMap((it) => readdirSync(join(core.layout.incoming, it)))).toEqual(
    [],
  )
})

test('a video whose frames cannot be decoded is kept without a poster', async () => {
  const { client, core } = await openLibrary()
  const path = await putUndecodable()
  const { items } = await importAll(client, { paths: [path] })
  expect(items[0]?.outcome).toBe('added')
  const video = await client.videos.get({ id: items[0]?.video_id ?? '' })
  await expect(core.previews.ensure('poster', video)).rejects.toMatchObject({ code: 'TOOL_FAILED' })
})

test('a proxy of ProRes is H.264 4:2:0, made once for a content, found again at once', async () => {
  const { client, core, video } = await oneVideo('prores.mov')
  expect(video.has_proxy).toBe(false)
  const [one, two] = await Promise.all([
    client.proxies.create({ id: video.id }),
    client.proxies.create({ id: video.id }),
  ])
  expect(await ended(client, one)).toMatchObject({
    state: 'done',
    done: 1,
    total: 1,
    unit: 'seconds',
    video_id: video.id,
  })
  await ended(client, two)
  expect((await client.videos.get({ id: video.id })).has_proxy).toBe(true)
  const path = proxyPath(core.layout, video.file_hash)
  const { streams } = await probe((await core.tools.ffprobe()).path, path)
  expect(streams[0]).toMatchObject({ codec_name: 'h264', pix_fmt: 'yuv420p', width: 320, height: 180 })
  const made = readFileSync(path)
  expect((await ended(client, await client.proxies.create({ id: video.id }))).state).toBe('done')
  expect(readFileSync(path).equals(made)).toBe(true)
})

test('a cancelled proxy leaves nothing', async () => {
  const { client, core, video } = await oneVideo('slow.mov')
  const job = await client.proxies.create({ id: video.id })
  await expect.poll(async () => (await client.jobs.get({ id: job.id })).done).toBeGreaterThan(0)
  await client.jobs.cancel({ id: job.id })
  expect((await ended(client, job)).state).toBe('cancelled')
  expect(existsSync(proxyPath(core.layout, video.file_hash))).toBe(false)
  expect(readdirSync(core.layout.incoming).flatMap((it) => readdirSync(join(core.layout.incoming, it)))).toEqual([])
})

test('a proxy of a file that is gone says where it was', async () => {
  const { client, video, path } = await oneVideo('prores.mov')
  rmSync(path)
  const job = await ended(client, await client.proxies.create({ id: video.id }))
  expect(job).toMatchObject({
    state: 'failed',
    error: { code: 'FILE_MISSING', message: expect.stringContaining(path) },
  })
})

test('the ffmpeg that RUSHES_FFMPEG names is used, and missed when it is not there', async () => {
  const { path } = await findFfmpeg({})
  expect(await findFfmpeg({ RUSHES_FFMPEG: path })).toMatchObject({ path, source: 'named by RUSHES_FFMPEG' })
  await expect(findFfmpeg({ RUSHES_FFMPEG: '/nowhere/ffmpeg' })).rejects.toMatchObject({ code: 'TOOL_MISSING' })
})

test('a program on PATH is started by the path that leads there, not by the file behind a link', () => {
  const folder = temporaryFolder()
  const program = join(folder, 'python3.12')
  writeFileSync(program, '#!/bin/sh\n', { mode: 0o755 })
  symlinkSync(program, join(folder, 'python3'))
  expect(findOnPath('python3', { PATH: folder })).toBe(join(folder, 'python3'))
  expect(findOnPath('python4', { PATH: folder })).toBeUndefined()
})

test('an ffmpeg on PATH is used from version 5 on, and a snapshot from the year of that', async () => {
  const folder = temporaryFolder()
  const put = (version: string, year = 2026) =>
    writeFileSync(
      join(folder, 'ffmpeg'),
      `#!/bin/sh\necho "ffmpeg version ${version} Copyright (c) 2000-${year} the FFmpeg developers"\n`,
      { mode: 0o755 },
    )
  put('4.4.2-0ubuntu')
  expect((await findFfmpeg({ PATH: folder })).source).toBe('comes with Rushes')
  put('5.1.8-0+deb12u1')
  expect(await findFfmpeg({ PATH: folder })).toMatchObject({
    source: 'found on PATH',
    version: '5.1.8-0+deb12u1',
    date: '2026',
  })
  for (const version of ['N-47683-g0e8eb07980', '2018-12-10-git-abcdef']) {
    put(version, 2018)
    expect((await findFfmpeg({ PATH: folder })).source).toBe('comes with Rushes')
    put(version, 2025)
    expect((await findFfmpeg({ PATH: folder })).source).toBe('found on PATH')
  }
})

test('versions of ffmpeg', () => {
  expect(['4.4', '5.1.8-0+deb12u1', 'n7.1', '8.0', 'unknown'].map(majorVersion)).toEqual([4, 5, 7, 8, 0])
  expect(['N-118000-gabcdef', '2018-12-10-git-abcdef'].map(majorVersion)).toEqual([0, 0])
})

test('a tool is old a year after its release, or after the end of its year', () => {
  const at = (date: string | null, now: string) => isOld({ date }, new Date(now))
  expect(at('2026-08-15', '2027-08-10')).toBe(false)
  expect(at('2026-08-15', '2027-08-20')).toBe(true)
  expect(at('2018', '2019-11-01')).toBe(false)
  expect(at('2018', '2020-02-01')).toBe(true)
  expect(at(null, '2026-11-22')).toBe(false)
})

test('the doctor dates the decoder, and says which tools are old', async () => {
  const library = await openLibrary({ clock: () => new Date('2026-11-22T12:00:00Z') })
  const find = async (name: string) => (await library.client.library.doctor()).find((check) => check.name === name)
  expect(await find('decoder')).toMatchObject({
    ok: true,
    detail: expect.stringMatching(/^8\.\d\S* of 2026-\d\d-\d\d at /),
  })
  expect(await find('decoder')).not.toHaveProperty('warning')
  library.core.tools.ffmpeg = async () => ({
    path: '/ffmpeg',
    version: 'N-47683',
    source: 'found on PATH',
    date: '2018',
  })
  expect(await find('ffmpeg')).toMatchObject({ ok: true, warning: expect.stringContaining('more than a year old') })
})

test('the day of the decoder is that of the package which is installed', () => {
  const lock = JSON.parse(readFileSync(new URL('../../../package-lock.json', import.meta.url), 'utf8'))
  expect(lock.packages['node_modules/node-av'].version).toBe(decoderRelease.version)
})
