import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clip } from '../../support/clips.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'
import { runRushes } from '../../support/terminal.ts'

async function withTake() {
  const library = await openLibrary()
  const { items } = await importAll(library.client, { paths: [await clip('square.mp4')] })
  const id = items[0]?.video_id ?? ''
  return { ...library, id, get: () => library.client.videos.get({ id }) }
}

test('source and metadata can be set, each alone, and cleared', async () => {
  const { client, id, get } = await withTake()
  expect(await get()).toMatchObject({ source_type: 'uploaded', metadata: null })
  expect(await client.videos.edit({ id, source_type: 'generated' })).toMatchObject({ id, source_type: 'generated' })
  await client.videos.edit({ id, metadata: { shot: 12, notes: { mood: 'dusk' } } })
  expect(await get()).toMatchObject({ source_type: 'generated', metadata: { shot: 12, notes: { mood: 'dusk' } } })
  await client.videos.edit({ id, metadata: null })
  expect(await get()).toMatchObject({ source_type: 'generated', metadata: null })
  await expect(client.videos.edit({ id, source_type: ' ' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.videos.edit({ id: 'none', source_type: 'generated' })).rejects.toMatchObject({
    code: 'NOT_FOUND',
  })
})

test('saving generation details makes an uploaded take generated, unless told otherwise', async () => {
  const { client, id, get } = await withTake()
  await client.generations.put({ video_id: id, provider: 'openai', source_type: 'uploaded' })
  expect((await get()).source_type).toBe('uploaded')
  await client.generations.put({ video_id: id, prompt: 'A ferry' })
  expect((await get()).source_type).toBe('generated')
  await client.videos.edit({ id, source_type: 'stitched' })
  await client.generations.put({ video_id: id, prompt: 'Another ferry' })
  expect((await get()).source_type).toBe('stitched')
})

test('import, edit and show in the terminal take and tell source and metadata', async () => {
  const folder = temporaryFolder()
  const library = join(folder, 'library')
  const path = await putClip('square.mp4', join(folder, 'a.mp4'))
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await runRushes([...args, '--json', '--library', library])
    return { code, stderr, answer: code === 0 ? JSON.parse(stdout) : undefined }
  }
  const imported = await run('import', path, '--source', 'generated', '--metadata', '{"shot": 12}')
  const id = imported.answer.items[0].video_id
  expect((await run('show', id)).answer).toMatchObject({ source_type: 'generated', metadata: { shot: 12 } })
  const edited = await run('edit', id, '--source', 'uploaded', '--metadata', 'none')
  expect(edited.answer).toMatchObject({ undo: { id, source_type: 'generated', metadata: { shot: 12 } } })
  expect((await run('show', id)).answer).toMatchObject({ source_type: 'uploaded', metadata: null })
  expect((await run('call', 'videos.edit', JSON.stringify(edited.answer.undo))).code).toBe(0)
  expect((await run('show', id)).answer).toMatchObject({ source_type: 'generated', metadata: { shot: 12 } })
  expect(await run('edit', id)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Give --name, --source or --metadata.'),
  })
  expect((await run('edit', id, '--metadata', '[1]')).code).toBe(2)
  expect((await run('import', path, '--source', 'dreamt')).code).toBe(2)
})

test('a video is added with an id, a name and a description of the caller’s own; its content is never there twice', async () => {
  const { client } = await openLibrary()
  const file_path = await putClip('square.mp4', join(temporaryFolder(), 'job.mp4'))
  const given = { id: 'job-1', name: 'Generated: a lamp', source_type: 'stitched', metadata: { seed: 7 } }
  expect(await client.videos.add({ file_path, ...given })).toEqual({
    video_id: 'job-1',
    is_duplicate: false,
    original_id: null,
  })
  expect(await client.videos.get({ id: 'job-1' })).toMatchObject({ ...given, file_path })
  const copy = await putClip('square.mp4', join(temporaryFolder(), 'copy.mp4'))
  for (const id of ['job-1', 'job-2', undefined])
    expect(await client.videos.add({ file_path: copy, id })).toMatchObject({ is_duplicate: true, original_id: 'job-1' })
  const other = await putClip('landscape.mp4', join(temporaryFolder(), 'other.mp4'))
  await expect(client.videos.add({ file_path: other, id: 'job-1' })).rejects.toMatchObject({ code: 'CONFLICT' })
  await expect(client.videos.add({ file_path: 'other.mp4' })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.videos.add({ file_path: '/none.mp4' })).rejects.toMatchObject({ code: 'FILE_MISSING' })
  expect((await client.videos.list({})).total).toBe(1)
  const added = await client.videos.add({ file_path: other })
  expect(await client.generations.put({ video_id: added.video_id, provider: 'openai' })).toMatchObject({
    status: 'completed',
  })
  expect((await client.videos.get({ id: added.video_id })).source_type).toBe('generated')
})
