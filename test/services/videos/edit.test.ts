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
  expect(await run('edit', id)).toMatchObject({ code: 2, stderr: 'Give --source, --metadata or both.\n' })
  expect((await run('edit', id, '--metadata', '[1]')).code).toBe(2)
  expect((await run('import', path, '--source', 'dreamt')).code).toBe(2)
})
