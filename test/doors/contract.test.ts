import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ORPCError } from '@orpc/client'
import { describe, expect, test } from 'vitest'
import type { CoreEvent } from '../../shared/contract/events.ts'
import type { Client } from '../../shared/contract/index.ts'
import { type ErrorCode, errorKinds } from '../../shared/errors.ts'
import { hashOfFile } from '../support/caches.ts'
import { clip } from '../support/clips.ts'
import { endlessFile } from '../support/endless-file.ts'
import { ended, importAll, putClip, temporaryFolder } from '../support/library.ts'
import { type ServedLibrary, serveLibrary } from '../support/listen.ts'
import { doors, TerminalError } from './doors.ts'

/** Calls that have to fail, whatever door they come through, and as what. */
const failing: [ErrorCode, string, (client: Client, id: string) => Promise<unknown>][] = [
  ['NOT_FOUND', 'Video not found: nobody', (client) => client.videos.get({ id: 'nobody' })],
  ['NOT_FOUND', 'Job not found: nothing', (client) => client.jobs.cancel({ id: 'nothing' })],
  ['BAD_INPUT', 'limit: ', (client) => client.videos.list({ limit: 0 })],
  ['BAD_INPUT', 'name: A name needs at least one letter.', (client, id) => client.videos.rename({ id, name: ' \n' })],
  ['BAD_INPUT', 'paths: Name at least one file or folder.', (client) => client.imports.start({})],
  ['BAD_INPUT', 'paths: “take.mp4” is not an absolute', (client) => client.imports.start({ paths: ['take.mp4'] })],
  ['NOT_FOUND', 'Analysis not found: 7', (client) => client.analyses.get({ id: 7 })],
  [
    'BAD_INPUT',
    'file_hash: A hash is written algorithm:hexdigest',
    (client) => client.analyses.save({ file_path: '/a', file_hash: 'aa', config: 1 }),
  ],
  ['FILE_MISSING', '/nothing.db was not found', (client) => client.library.adopt({ path: '/nothing.db' })],
  ['NOT_SUPPORTED', 'Only the desktop window has a file dialog', (client) => client.imports.pick({ kind: 'files' })],
]

/** The code of an error; of the terminal, which says a number, the one of `expected` if that is its number. */
function codeOf(error: unknown, expected: ErrorCode): unknown {
  if (error instanceof ORPCError) return error.code
  if (error instanceof TerminalError && error.exitCode === errorKinds[expected].exitCode) return expected
  return error
}

describe.each(Object.entries(doors))('through %s', (_name, open) => {
  async function enter(): Promise<{ library: ServedLibrary; client: Client }> {
    const library = await serveLibrary()
    return { library, client: await open(library) }
  }

  test('a file comes in, and the list and the job tell of it', async () => {
    const { client } = await enter()
    const folder = temporaryFolder()
    const path = await putClip('landscape.mp4', join(folder, 'take 1.mp4'))
    writeFileSync(join(folder, 'notes.mp4'), 'no video at all')
    const job = await ended(client, await client.imports.start({ paths: [folder], mode: 'copy' }))
    expect(job).toMatchObject({ kind: 'import', state: 'done', added: 1, failed: 1, done: 2, total: 2 })
    const { items } = await client.jobs.items({ id: job.id, outcome: 'added', limit: 10 })
    expect(items).toMatchObject([{ path, outcome: 'added', is_duplicate: false, original_id: null }])
    const list = await client.videos.list({ limit: 10, source_type: 'uploaded', order: 'asc' })
    expect(list).toMatchObject({ total: 1, items: [{ id: items[0]?.video_id, name: 'take 1', resolution: '320x180' }] })
    expect((await client.jobs.list({ limit: 1 }))[0]?.id).toBe(job.id)
  })

  test('a video is shown, renamed, removed and restored', async () => {
    const { library, client } = await enter()
    const { items } = await importAll(library.client, { paths: [await clip('sound.mp4')] })
    const id = items[0]?.video_id ?? ''
    expect(await client.videos.get({ id })).toMatchObject({ id, audio_codec: 'aac', locations: [{}], has_proxy: false })
    expect((await client.videos.rename({ id, name: '  Ferry “ü” 100% \n' })).name).toBe('Ferry “ü” 100%')
    expect(await client.videos.remove({ ids: [id, 'nobody'] })).toEqual({ removed: [id] })
    expect(await client.videos.ids({})).toEqual([])
    expect(await client.videos.restore({ ids: [id] })).toEqual({ restored: [id] })
    expect((await client.videos.list({ search: 'FERRY' })).items.map((video) => video.id)).toEqual([id])
  })

  test('a video is rated and tagged, found by both, and what was done is taken back by the answer', async () => {
    const { library, client } = await enter()
    const { items } = await importAll(library.client, { paths: [await clip('sound.mp4')] })
    const ids = [items[0]?.video_id ?? '']
    const rated = await client.videos.rate({ ratings: [{ ids, rating: 4 }] })
    const tagged = await client.tags.change({ changes: [{ ids, add: ['Ü “100%”, wide', 'Night'] }] })
    expect((await client.videos.list({ tags: ['NIGHT'], min_rating: 4 })).total).toBe(1)
    expect((await client.videos.list({ tags: ['night', 'ü “100%”, WIDE'], any_tags: ['x', 'night'] })).total).toBe(1)
    expect((await client.videos.list({ has_rating: false })).total).toBe(0)
    expect((await client.tags.list({ search: 'ü “' })).items).toEqual([{ tag: 'Ü “100%”, wide', count: 1 }])
    expect(await client.videos.summary({ ids })).toMatchObject({ count: 1, ratings: [{ rating: 4, count: 1 }] })
    expect(await client.videos.rate(rated.undo)).toMatchObject({ changed: 1 })
    expect(await client.tags.change(tagged.undo)).toMatchObject({ changed: 1 })
    expect((await client.videos.list({ has_rating: false, has_tags: false })).total).toBe(1)
  })

  test('results are cached, found, explained, removed and restored', async () => {
    const { client } = await enter()
    const path = join(temporaryFolder(), 'take “ü” 100%.wav')
    writeFileSync(path, 'sound')
    const file = { file_path: path, file_hash: hashOfFile(path) }
    const { config_hash } = await client.configurations.hash({ config: { b: 2, a: [1.5] } })
    const ranges = [{ start: 0, end: 1.25, label: 'speech', confidence: 0.5, speaker: 'A' }]
    const saved = await client.analyses.save({ ...file, config: { a: [1.5], b: 2 }, ranges, metadata: { n: null } })
    expect(await client.analyses.cached({ ...file, config_hash })).toMatchObject({ id: saved.id, ranges })
    const { file_hash } = file
    expect(await client.analyses.cachedByContent({ file_hash, config_hash: 'sha256:00' })).toBeNull()
    expect(await client.analyses.get({ id: saved.id })).toMatchObject({
      config: { a: [1.5], b: 2 },
      metadata: { n: null },
    })
    expect(await client.analyses.explain({ file_path: path, config: { b: 3, a: [1.5] } })).toMatchObject({
      reason: 'config_differs',
      differences: [{ path: 'b', was: 2, is: 3 }],
    })
    expect(await client.analyses.remove({ ids: [saved.id] })).toEqual({ removed: [saved.id] })
    expect(await client.analyses.restore({ ids: [saved.id] })).toEqual({ restored: [saved.id] })
    expect((await client.analyses.list({ state: 'fresh', limit: 10 })).total).toBe(1)
    const ends = { input_path: path, input_hash: file.file_hash, output_path: '/out', output_hash: 'sha256:00' }
    await client.processing.save({ job_id: 'job 1/2', action: 'convert', config_hash, ...ends })
    expect((await client.processing.get({ job_id: 'job 1/2' })).inputs).toMatchObject([{ path, state: 'fresh' }])
    const key = { action: 'convert', input_path: path, input_hash: file.file_hash, config_hash }
    expect(await client.processing.cached(key)).toMatchObject({ job_id: 'job 1/2' })
  })

  test('the library says where it is and whether it is well', async () => {
    const { library, client } = await enter()
    expect(await client.library.get()).toMatchObject({ folder: library.folder, videos: 0, by_source: {} })
    const checks = await client.library.doctor()
    expect(checks.map(({ name, ok }) => [name, ok])).toEqual(
      ['decoder', 'ffprobe', 'ffmpeg', 'library', 'database', 'backups', 'files', 'disk'].map((name) => [name, true]),
    )
  })

  test.each(failing)('what fails is %s: %s', async (code, sentence, call) => {
    const { library, client } = await enter()
    const id = 'any'
    const error = await call(client, id).then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(codeOf(error, code)).toBe(code)
    const { message, data } = error as ORPCError<string, { fields?: string[] } | undefined>
    expect(message).toContain(sentence)
    const field = /^(\w+): /.exec(sentence)?.[1]
    if (field !== undefined && error instanceof ORPCError) expect(data?.fields).toEqual([field])
    const direct = await call(library.client, id).catch((reason: unknown) => reason)
    expect(message).toBe((direct as Error).message)
  })

  test('a running job is cancelled', async () => {
    const { library, client } = await enter()
    const path = await endlessFile(join(temporaryFolder(), 'endless.mp4'))
    const job = await library.client.imports.start({ paths: [path] })
    await client.jobs.cancel({ id: job.id })
    expect((await ended(library.client, job)).state).toBe('cancelled')
    expect((await client.jobs.get({ id: job.id })).state).toBe('cancelled')
  })

  test('what happens is told as it happens, until nobody listens', async () => {
    const { library, client } = await enter()
    const { items } = await importAll(library.client, { paths: [await clip('square.mp4')] })
    const id = items[0]?.video_id ?? ''
    const listening = new AbortController()
    const events = await client.events.subscribe(undefined, { signal: listening.signal })
    const heard: CoreEvent[] = []
    let name = 0
    const renamed: Promise<unknown>[] = []
    const rename = () => renamed.push(library.client.videos.rename({ id, name: `Take ${name++}` }))
    const renaming = setInterval(rename, 100)
    try {
      for await (const event of events) {
        heard.push(event)
        if (event.type === 'changed' && event.topics.includes('videos')) listening.abort()
      }
    } catch (error) {
      if (!listening.signal.aborted) throw error
    } finally {
      clearInterval(renaming)
      await Promise.all(renamed)
    }
    expect(heard).toContainEqual({ type: 'changed', topics: expect.arrayContaining(['videos']) })
  })
})
