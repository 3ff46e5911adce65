import { join } from 'node:path'
import { expect, test } from 'vitest'
import { probe } from '../../main/media/ffprobe.ts'
import { readAnimation } from '../../main/media/images/animation.ts'
import { proxyPath } from '../../main/storage/layout.ts'
import { type ClipName, clip } from '../support/clips.ts'
import { ended, importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { hashAll } from '../support/similar-clips.ts'

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
