import { copyFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { runRushes } from '../support/terminal.ts'

async function withTake() {
  const library = await openLibrary()
  const path = await putClip('landscape.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(library.client, { paths: [path] })
  const rushes = (...args: string[]) => runRushes([...args, '--library', library.folder])
  return { ...library, path, id: items[0]?.video_id ?? '', rushes }
}

test('what a command did not find is named, and it does not end as a success', async () => {
  const { client, id, rushes } = await withTake()
  const lost = { code: 3, stderr: 'Video not found: nobody. Run “rushes list” for the ids.\n' }
  expect(await rushes('rate', id, 'nobody', '--stars', '3')).toMatchObject({
    ...lost,
    stdout: expect.stringContaining('Rated 1 video.'),
  })
  const run = { analyser: 'black', config: {}, video_ids: [id, 'nobody'] }
  expect(await rushes('call', 'analyses.run', JSON.stringify(run))).toMatchObject({
    code: 6,
    stderr: expect.stringContaining('nobody'),
  })
  expect(await rushes('collections', 'create', 'none', 'nobody')).toMatchObject({ ...lost, stdout: '' })
  expect(await rushes('collections', 'create', 'one', 'nobody', id)).toMatchObject(lost)
  expect(await client.collections.list()).toMatchObject([{ name: 'one', count: 1 }])
  expect((await rushes('collections', 'edit', 'one', '--note', 'x')).stdout).toContain('"name":"one","note":""')
  expect(await rushes('collections', 'add', 'one', id, 'nobody')).toMatchObject(lost)
  expect(await rushes('collections', 'take-out', 'one', id, 'nobody')).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('nobody'),
  })
  const zip = join(temporaryFolder(), 'bundle.zip')
  expect(await rushes('export', zip, '--video', id, 'nobody')).toMatchObject({
    code: 3,
    stderr: 'Video not found: nobody.\n',
  })
  expect(existsSync(zip)).toBe(false)
  expect(await rushes('remove', id, 'nobody')).toMatchObject({
    ...lost,
    stdout: expect.stringContaining('Removed 1 video.'),
  })
  expect((await client.videos.list({})).total).toBe(0)
  expect(await rushes('remove', 'nobody')).toMatchObject({ code: 3, stdout: '' })
})

test('a range that goes on after the end of a take is cut there, and that is said', async () => {
  const { id, rushes } = await withTake()
  const cut = await rushes('extract', id, '--from', '0.5', '--to', '300')
  expect(cut.code).toBe(0)
  expect(cut.stdout).toContain('\n“take” ends at 1 s, so the range ends there and not at 300 s.\n')
})

test('a path that never had a file is not found, and not said to be gone', async () => {
  const { path, id, rushes } = await withTake()
  const never = '/never/was.mp4'
  expect(await rushes('analyses', 'explain', never, '--with', 'scenes')).toMatchObject({
    code: 6,
    stdout: '',
    stderr: expect.stringContaining(`${never} was not found.`),
  })
  copyFileSync(await clip('square.mp4'), path)
  for (const args of [
    ['analyse', id, '--with', 'black'],
    ['extract', id, '--from', '0', '--to', '0.5'],
  ]) {
    const refused = await rushes(...args)
    expect(refused.code).toBe(6)
    expect(refused.stdout + refused.stderr).toContain(`${path} was overwritten`)
  }
})
