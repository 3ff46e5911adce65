import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createApp } from '../../main/http/app.ts'
import { videosTable } from '../support/foreign-database.ts'
import { importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'

/** A library as the Media Manager lays it out: `backend/media.db` beside `backend/videos/`, and paths from above. */
async function managed() {
  const parent = temporaryFolder()
  const folder = join(parent, 'backend')
  mkdirSync(join(folder, 'videos'), { recursive: true })
  const file = await putClip('square.mp4', join(folder, 'videos', 'take.mp4'))
  const hash = createHash('sha256').update(readFileSync(file)).digest('hex')
  const database = new BetterSqlite3(join(folder, 'media.db'))
  database.exec(videosTable)
  const insert = database.prepare(
    `INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type) VALUES (?, 'Take', ?, ?, ?, 'generated')`,
  )
  insert.run('take', 'backend/videos/take.mp4', hash, readFileSync(file).length)
  insert.run('gone', 'backend/videos/gone.mp4', 'a'.repeat(64), 1)
  database.close()
  return { file, hash, ...(await openLibrary({ folder })) }
}

test('a library in the layout of the Media Manager opens in place, plays, and keeps its spelling', async () => {
  const { core, client, folder, file } = await managed()
  const { fetch } = createApp(core, {})
  const answer = await fetch(new Request('http://localhost/media/videos/take'))
  expect([answer.status, Buffer.from(await answer.arrayBuffer())]).toEqual([200, readFileSync(file)])
  const poster = await fetch(new Request('http://localhost/media/posters/take'))
  expect(poster.status).toBe(200)
  expect((await client.videos.get({ id: 'take' })).file_path).toBe('backend/videos/take.mp4')
  // The same file by its own path is no second take.
  const { items } = await importAll(client, { paths: [file] })
  expect(items).toMatchObject([{ outcome: 'duplicate', video_id: 'take' }])
  expect((await client.videos.list({})).total).toBe(2)
  expect(existsSync(join(folder, 'backend'))).toBe(false)
})

test('its file is its own: a removed take goes to the trash and comes back', async () => {
  const { client, core, file } = await managed()
  await client.videos.remove({ ids: ['take'] })
  expect([existsSync(file), existsSync(join(core.layout.trash, 'take', 'take.mp4'))]).toEqual([false, true])
  await client.videos.restore({ ids: ['take'] })
  expect(existsSync(file)).toBe(true)
})

test('a path that begins with the name of the library folder may be in the library, too', async () => {
  const { client, core, folder, file } = await managed()
  const inside = await putClip('square.mp4', join(folder, 'backend', 'videos', 'take.mp4'))
  await putClip('portrait.mp4', file)
  await putClip('landscape.mp4', join(folder, 'videos', 'videos', 'x.mp4'))
  const { fetch } = createApp(core, {})
  const answer = await fetch(new Request('http://localhost/media/videos/take'))
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(readFileSync(inside))
  const { locations } = await client.videos.get({ id: 'gone' })
  expect(locations).toMatchObject([{ missing_since: expect.any(String) }])
})
