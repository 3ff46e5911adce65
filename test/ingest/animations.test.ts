import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { probe } from '../../main/media/ffprobe.ts'
import { readAnimation } from '../../main/media/images/animation.ts'
import { startAnimationCheck } from '../../main/services/videos/animated-images.ts'
import { proxyPath } from '../../main/storage/layout.ts'
import { type ClipName, clip } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { hashAll } from '../support/similar-clips.ts'
import { png } from '../support/tagged-files.ts'

const formats: [ClipName, string, string][] = [
  ['animation.gif', 'gif', 'gif'],
  ['animation.webp', 'webp', 'webp'],
  ['animation.png', 'apng', 'apng'],
]

test.each(formats)(
  '%s is a take: it has facts, pictures, a hash, ranges, extracts and a proxy that plays',
  async (name, codec) => {
    const library = await serveLibrary()
    const { client, core, get } = library
    await importAll(client, { paths: [await putClip(name, join(temporaryFolder(), name))], mode: 'copy' })
    expect((await client.images.list({})).total).toBe(0)
    const { items } = await client.videos.list({})
    const [{ id, ...facts }] = items as [(typeof items)[0]]
    expect(facts).toMatchObject({ codec, resolution: '64x36', frame_count: 5, aspect_ratio: '16:9' })
    expect(facts.duration_seconds).toBeCloseTo(1, 1)
    expect(facts.fps).toBeCloseTo(5, 0)

    expect((await get(`/media/posters/${id}`)).status).toBe(200)
    await client.previews.storyboard({ id })
    expect((await get(`/media/storyboards/${id}`)).status).toBe(200)
    await hashAll(library)
    expect((await client.duplicates.hash())?.id).toBeUndefined()

    const jobs = [
      await client.proxies.create({ id }),
      await client.analyses.run({ analyser: 'scenes', video_ids: [id] }),
      await client.processing.start({
        action: 'extract_segment',
        video_id: id,
        start_seconds: 0.2,
        end_seconds: 0.8,
        cut: 'exact',
      }),
    ]
    for (const job of jobs) expect(await ended(client, job)).toMatchObject({ state: 'done', failed: 0 })
    const extract = (await client.videos.list({ source_type: 'processed' })).items[0]
    expect(extract?.duration_seconds).toBeCloseTo(0.6, 1)
    const proxy = await get(`/media/proxies/${id}`)
    expect([proxy.status, proxy.headers.get('content-type')]).toEqual([200, 'video/mp4'])
    const ffprobe = await core.tools.ffprobe()
    const { streams } = await probe(ffprobe.path, proxyPath(core.layout, facts.file_hash))
    expect(streams[0]).toMatchObject({
      codec_name: 'h264',
      width: 64,
      height: 36,
      nb_frames: expect.stringMatching(/^[456]$/),
    })
  },
)

test.each(formats)('%s: the file states what its frames last in all', async (name, _codec, format) => {
  const animation = await readAnimation(await clip(name))
  expect(animation).toMatchObject({ format, width: 64, height: 36, frames: 5 })
  expect(animation?.durationSeconds).toBeCloseTo(1, 1)
})

test('an animation that an earlier version recorded as an image becomes a take, once, with all that it had', async () => {
  const library = await openLibrary()
  const { client, core } = library
  const folder = temporaryFolder()
  const path = await putClip('animation.webp', join(folder, 'loop.webp'))
  writeFileSync(join(folder, 'still.png'), png([]))
  await importAll(client, { paths: [folder] })
  const [take] = (await client.videos.list({})).items
  const { file_hash = '', size_bytes = 0 } = take ?? {}
  const database = databaseOf(core)
  const definition = { nodes: [{ id: 'n', type: 'SaveAnimatedWEBP' }], connections: [] }
  const { id: workflow_id } = await client.workflows.create({ name: 'Loop', definition })
  // As it was recorded before.
  database.exec('DELETE FROM videos; UPDATE library SET animations_checked_at = NULL')
  database
    .prepare(
      `INSERT INTO media (Id, Name, Path, MediaType, UserId, file_hash, size_bytes, codec, created_at)
       VALUES ('old', 'Loop', ?, 'Image', 'mia', ?, ?, 'webp', '2026-01-02 03:04:05')`,
    )
    .run(path, file_hash, size_bytes)
  await client.generations.putOfContent({
    file_hash,
    provider: 'mine',
    prompt: 'A loop',
    generation_params: { seed: 7 },
  })
  await client.workflows.associate({ workflow_id, file_hash, node_id: 'n', role: 'output' })
  expect((await client.images.list({})).total).toBe(2)

  const job = await startAnimationCheck(core)
  expect(await ended(client, job as NonNullable<typeof job>)).toMatchObject({ state: 'done', failed: 0 })
  const [video, ...others] = (await client.videos.list({})).items
  expect(others).toEqual([])
  expect(video).toMatchObject({
    ...{ name: 'Loop', file_path: path, file_hash, codec: 'webp', frame_count: 5, resolution: '64x36' },
    ...{ source_type: 'generated', created_at: '2026-01-02 03:04:05' },
  })
  const { id: video_id = '' } = video ?? {}
  expect(await client.generations.get({ video_id })).toMatchObject({ prompt: 'A loop', generation_params: { seed: 7 } })
  expect(await client.workflows.ofVideo({ video_id })).toMatchObject([{ workflow_id, node_id: 'n', role: 'output' }])
  expect((await client.images.list({})).items).toMatchObject([{ name: 'still' }])
  expect(await client.media.get({ id: 'old' })).toMatchObject({ MediaType: 'Video', UserId: 'mia', video_id })
  expect(await startAnimationCheck(core)).toBeNull()
})

test('while a file cannot be read, the images are checked for animations again', async () => {
  const { client, core } = await openLibrary()
  const folder = temporaryFolder()
  writeFileSync(join(folder, 'still.png'), png([]))
  await importAll(client, { paths: [folder] })
  rmSync(join(folder, 'still.png'))
  for (const failed of [1, 0]) {
    const job = await startAnimationCheck(core)
    expect(job && (await ended(client, job))).toMatchObject({ failed })
    writeFileSync(join(folder, 'still.png'), png([]))
  }
  expect(await startAnimationCheck(core)).toBeNull()
})
