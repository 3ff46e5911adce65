import { copyFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { hashOf, hashOfFile } from '../../support/caches.ts'
import { clip } from '../../support/clips.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../../support/library.ts'

const scenes = (threshold: number) => ({ analyser: 'scenes', config: { threshold, min_seconds: 1 }, version: '1' })

async function withTake() {
  const library = await openLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(library.client, { paths: [path] })
  return { ...library, id: items[0]?.video_id ?? '', path, file: { file_path: path, file_hash: hashOfFile(path) } }
}

test('never run', async () => {
  const { client, id, path, file } = await withTake()
  expect(await client.analyses.explain({ video_id: id, config: scenes(0.3) })).toMatchObject({
    reason: 'never_run',
    file_path: path,
    file_hash: file.file_hash,
    nearest: null,
    differences: null,
    changed_at: null,
  })
})

test('the configuration differs: key by key against the nearest of the same analyser', async () => {
  const { client, file, path } = await withTake()
  await client.analyses.save({ ...file, name: 'scenes', config: { ...scenes(0.4), version: '0' } })
  const near = await client.analyses.save({ ...file, name: 'scenes', config: scenes(0.4) })
  await client.analyses.save({ ...file, name: 'black', config: { analyser: 'black', config: {}, version: '1' } })
  await client.analyses.save({ ...file, config_hash: hashOf('7') })
  expect(await client.analyses.explain({ file_path: path, config: scenes(0.3) })).toMatchObject({
    reason: 'config_differs',
    nearest: { id: near.id, config: scenes(0.4), state: 'fresh' },
    differences: [{ path: 'config.threshold', was: 0.4, is: 0.3 }],
  })
})

test('the configuration differs, and nobody knows in what', async () => {
  const { client, file, path } = await withTake()
  const other = await client.analyses.save({ ...file, config_hash: hashOf('7') })
  expect(await client.analyses.explain({ file_path: path, config: 1 })).toMatchObject({
    reason: 'config_differs',
    nearest: { id: other.id, config: null },
    differences: null,
  })
})

test('the content changed: the old hash, the new one, and when', async () => {
  const { client, file, path } = await withTake()
  const old = await client.analyses.save({ ...file, config: scenes(0.3) })
  copyFileSync(await clip('sound.mp4'), path)
  expect(await client.analyses.explain({ file_path: path, config: scenes(0.3) })).toMatchObject({
    reason: 'content_changed',
    file_hash: hashOfFile(path),
    nearest: { id: old.id, file_hash: file.file_hash, state: 'stale' },
    changed_at: Math.floor(statSync(path).mtimeMs) / 1000,
  })
})

test('it is cached, by path or by content alone', async () => {
  const { client, file, path, id } = await withTake()
  const { config_hash } = await client.analyses.save({ ...file, config: scenes(0.3) })
  expect(await client.analyses.explain({ file_path: path, config_hash })).toMatchObject({ reason: 'cached' })
  const copy = join(temporaryFolder(), 'copy.mp4')
  copyFileSync(path, copy)
  expect(await client.analyses.explain({ file_path: copy, config_hash })).toMatchObject({
    reason: 'cached',
    file_path: copy,
    nearest: { file_path: path },
  })
  expect(await client.analyses.explain({ video_id: id, config_hash })).toMatchObject({ reason: 'cached' })
})

test('the file is gone', async () => {
  const { client, file, path } = await withTake()
  await client.analyses.save({ ...file, config: scenes(0.3) })
  rmSync(path)
  expect(await client.analyses.explain({ file_path: path, config: scenes(0.3) })).toMatchObject({
    reason: 'file_gone',
    file_hash: null,
    nearest: { file_hash: file.file_hash, state: 'gone' },
  })
})

test('the question names a file and a configuration', async () => {
  const { client, path } = await withTake()
  await expect(client.analyses.explain({ config: 1 })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.analyses.explain({ file_path: path })).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.analyses.explain({ video_id: 'nobody', config: 1 })).rejects.toMatchObject({ code: 'NOT_FOUND' })
})
