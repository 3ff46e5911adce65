import { copyFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'
import { countAsRead } from '../support/locations.ts'

async function readAll(reader: ReadableStreamDefaultReader<Uint8Array> | undefined): Promise<void> {
  for (let isDone = false; !isDone; ) isDone = (await reader?.read())?.done ?? true
}

test('a file that is cut off while it is sent ends that answer, not the server', async () => {
  const { client, core, get, warnings } = await serveLibrary()
  const path = join(temporaryFolder(), 'huge.mp4')
  writeFileSync(path, '')
  truncateSync(path, 2e9)
  databaseOf(core)
    .prepare(
      "INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, '', ?, 'aa', 1, 'x')",
    )
    .run('huge', path)
  await countAsRead(core, path, 'aa')
  const reader = (await get('/media/videos/huge')).body?.getReader()
  await reader?.read()
  truncateSync(path, 0)
  // Bytes on their way still arrive; then the answer breaks off.
  await expect(readAll(reader)).rejects.toThrow('terminated')
  expect((await client.videos.list({})).total).toBe(1)
  expect((await get('/api/library')).status).toBe(200)
  expect(warnings).toEqual([])
})

test('a file that was written over is not taken for the one that the browser has', async () => {
  const { client, get } = await serveLibrary()
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const { items } = await importAll(client, { paths: [path] })
  const address = `/media/videos/${items[0]?.video_id}`
  const etag = (await get(address, { method: 'HEAD' })).headers.get('etag') ?? ''
  copyFileSync(await clip('sound.mp4'), path)
  const again = await get(address, { headers: { 'if-none-match': etag } })
  expect(again.status).not.toBe(304)
  await again.body?.cancel()
  const part = await get(address, { headers: { range: 'bytes=0-9', 'if-range': etag } })
  expect(part.status).not.toBe(206)
  await part.body?.cancel()
})
