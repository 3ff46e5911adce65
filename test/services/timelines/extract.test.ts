import { readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { findFfmpeg } from '../../../main/media/tools.ts'
import type { ClipName } from '../../support/clips.ts'
import { ended, importAll, openLibrary, putClip, type TestLibrary, temporaryFolder } from '../../support/library.ts'

async function addVideo({ client }: TestLibrary, name: ClipName): Promise<string> {
  const path = await putClip(name, `${temporaryFolder()}/${name}`)
  const { items } = await importAll(client, { paths: [path] })
  return items[0]?.video_id ?? ''
}

async function extracted(
  { client }: TestLibrary,
  request: Parameters<TestLibrary['client']['timelines']['create']>[0],
) {
  const created = await client.timelines.create(request)
  const job = created.job_id === null ? null : await ended(client, await client.jobs.get({ id: created.job_id }))
  const { items } = await client.timelines.frames({ id: created.timeline_id })
  return { ...created, job, frames: items }
}

function picturesIn({ core }: TestLibrary): string[] {
  return readdirSync(core.layout.frames, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.jpg'))
}

test('a timeline of a video has the frames at its rate, each with its number, time and hash, and a root checkpoint', async () => {
  const library = await openLibrary()
  const { client } = library
  const video_id = await addVideo(library, 'ten-seconds.mp4')
  const first = await extracted(library, { video_id })
  expect(first.job).toMatchObject({ state: 'done', made: 1, unit: 'seconds' })
  expect(first.frames.map(({ timestamp }) => timestamp)).toEqual(Array.from({ length: 20 }, (_, index) => index / 2))
  expect(first.frames.map(({ sequence }) => sequence)).toEqual(Array.from({ length: 20 }, (_, index) => index))
  const timeline = await client.timelines.get({ id: first.timeline_id })
  expect(timeline).toMatchObject({ state: 'ready', frames: 20, fps: 2, at: 'fps', video_id, source_asset_id: video_id })
  expect(await client.checkpoints.get({ id: first.checkpoint_id })).toMatchObject({
    parent_id: null,
    stages: [],
    stats: { frames_extracted: 20 },
  })
  for (const { perceptual_hash, file_hash } of first.frames) {
    expect(perceptual_hash).toMatch(/^[0-9a-f]{16}$/)
    expect(file_hash).toMatch(/^[0-9a-f]{64}$/)
  }

  // The same request again is answered from the library; another profile shares all files.
  expect(await extracted(library, { video_id })).toMatchObject({ timeline_id: first.timeline_id, job_id: null })
  const files = picturesIn(library)
  const other = await extracted(library, { video_id, profile_name: 'faces' })
  expect(other.timeline_id).not.toBe(first.timeline_id)
  expect(other.frames).toEqual(first.frames)
  expect(picturesIn(library)).toEqual(files)
  expect((await client.timelines.list({ video_id })).items.map(({ id }) => id)).toEqual([
    other.timeline_id,
    first.timeline_id,
  ])
  expect(readdirSync(library.core.layout.incoming, { recursive: true }).length).toBeLessThan(2)
})

/** Sets an ffmpeg that does all its work, and then waits for a file before it ends. Returns how to let it end. */
async function slowFfmpeg(): Promise<() => void> {
  const [path, mayEnd] = [join(temporaryFolder(), 'ffmpeg'), join(temporaryFolder(), 'end')]
  const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`
  const waits = `while [ ! -e ${quoted(mayEnd)} ]; do sleep 0.02; done`
  const script = `#!/bin/sh\n${quoted((await findFfmpeg()).path)} "$@" && case "$*" in *framecrc*) ${waits};; esac\n`
  writeFileSync(path, script, { mode: 0o755 })
  process.env.RUSHES_FFMPEG = path
  onTestFinished(() => {
    delete process.env.RUSHES_FFMPEG
  })
  return () => writeFileSync(mayEnd, '')
}

test('frames can be read while their extraction runs; none stay if it is cancelled', async ({ skip }) => {
  if (process.platform === 'win32') skip('needs a shell')
  const letEnd = await slowFfmpeg()
  const library = await openLibrary()
  const { client } = library
  const video_id = await addVideo(library, 'ten-seconds.mp4')
  const { timeline_id, checkpoint_id, job_id } = await client.timelines.create({ video_id })
  await expect.poll(async () => (await client.timelines.frames({ id: timeline_id })).total).toBeGreaterThan(0)
  expect(await client.timelines.get({ id: timeline_id })).toMatchObject({ state: 'extracting', job_id })
  expect((await client.timelines.frames({ id: timeline_id, as: 'base64', to: 0 })).items[0]).toMatchObject({
    ...{ sequence: 0, frame_number: 0, timestamp: 0, jpeg_b64: expect.stringMatching(/^\/9j\//) },
  })
  expect((await client.checkpoints.get({ id: checkpoint_id })).stats).toEqual({ frames_extracted: 0 })
  // The same request follows the same job.
  expect(await client.timelines.create({ video_id })).toEqual({ timeline_id, checkpoint_id, job_id })

  await client.jobs.cancel({ id: job_id ?? '' })
  expect((await ended(client, await client.jobs.get({ id: job_id ?? '' }))).state).toBe('cancelled')
  expect(await client.timelines.get({ id: timeline_id })).toMatchObject({ state: 'failed', frames: 0 })
  expect(picturesIn(library)).toEqual([])
  expect(readdirSync(library.core.layout.incoming, { recursive: true }).length).toBeLessThan(2)
  letEnd()
  expect((await extracted(library, { video_id })).frames).toHaveLength(20)
})

test('frames are chosen by their presentation times, at uneven rates, at cuts and by count', async () => {
  const library = await openLibrary()
  const uneven = await addVideo(library, 'uneven.mp4')
  const all = await extracted(library, { video_id: uneven, at: 'every', every: 1 })
  const times = all.frames.map(({ timestamp }) => timestamp)
  expect(all.frames.map(({ frame_number }) => frame_number)).toEqual(times.map((_, index) => index))
  expect(new Set(times.map((time, index) => Math.round((time - (times[index - 1] ?? 0)) * 1000))).size).toBeGreaterThan(
    2,
  )

  const rate = 4
  const some = await extracted(library, { video_id: uneven, fps: rate })
  const expected = all.frames.filter(({ timestamp }, index) => {
    const before = all.frames[index - 1]
    const step = (seconds: number) => Math.floor((seconds + 1e-6) * rate)
    return before === undefined || step(timestamp) > step(before.timestamp)
  })
  const facts = (frames: typeof expected) => frames.map(({ sequence: _, ...frame }) => frame)
  expect(facts(some.frames)).toEqual(facts(expected))
  expect(some.frames.length).toBeLessThan(all.frames.length)

  const cut = await addVideo(library, 'black-start.mp4')
  const scenes = await extracted(library, { video_id: cut, at: 'scenes' })
  expect(scenes.frames.map(({ timestamp, frame_number }) => [timestamp, frame_number])).toEqual([
    [0, 0],
    [2, 50],
  ])
})

test('requests that cannot be met are refused, and a timeline outlives its video', async () => {
  const library = await openLibrary()
  const { client } = library
  const video_id = await addVideo(library, 'landscape.mp4')
  for (const fps of [0, -1, 10_000, Number.NaN])
    await expect(client.timelines.create({ video_id, fps })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.timelines.create({ video_id, at: 'every' })).rejects.toThrow(/every: Say how many/)
  await expect(client.timelines.create({ video_id, at: 'scenes', fps: 2 })).rejects.toThrow(/Only for frames at “fps”/)
  await expect(client.timelines.create({ video_id: 'gone' })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect((await client.timelines.list({})).total).toBe(0)

  const { timeline_id, frames } = await extracted(library, { video_id, fps: 5 })
  await client.videos.remove({ ids: [video_id] })
  expect(await client.timelines.get({ id: timeline_id })).toMatchObject({ video_id: null, source_asset_id: video_id })
  expect((await client.timelines.frames({ id: timeline_id, as: 'base64' })).items).toHaveLength(frames.length)
  await client.videos.restore({ ids: [video_id] })
  expect(await client.timelines.get({ id: timeline_id })).toMatchObject({ video_id, frames: frames.length })

  // The file of a take that is still listed is gone.
  rmSync((await client.videos.get({ id: video_id })).file_path)
  const failed = await extracted(library, { video_id, fps: 3 })
  expect(failed).toMatchObject({ frames: [], job: { state: 'failed', error: { code: 'FILE_MISSING' } } })
  expect(await client.timelines.get({ id: failed.timeline_id })).toMatchObject({ state: 'failed', frames: 0 })

  await client.timelines.remove({ ids: [timeline_id] })
  await expect(client.timelines.get({ id: timeline_id })).rejects.toMatchObject({ code: 'NOT_FOUND' })
  expect(await client.timelines.restore({ ids: [timeline_id] })).toEqual({ restored: [timeline_id] })
  const [frame] = picturesIn(library)
  rmSync(`${library.core.layout.frames}/${frame}`)
  await expect(client.timelines.frames({ id: timeline_id, as: 'base64' })).rejects.toMatchObject({
    code: 'FILE_MISSING',
    message: expect.stringMatching(/^The file of frame \d/),
  })
})
