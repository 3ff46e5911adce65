import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import BetterSqlite3 from 'better-sqlite3'
import { expect, test } from 'vitest'
import { openBackground } from '../../main/background.ts'
import { createApp } from '../../main/http/app.ts'
import { videosTable } from '../support/foreign-database.ts'
import { ended, importAll, openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { startMediaManager, withoutPython } from '../support/python.ts'
import { runRushes } from '../support/terminal.ts'

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
  expect([poster.status, (await poster.arrayBuffer()).byteLength > 0]).toEqual([200, true])
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

/** Lists the files in a folder with their inode, size and time, which a moved or a written file does not keep. */
function filesIn(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  return files
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [path, statSync(path).ino, statSync(path).size, statSync(path).mtimeMs].join())
    .sort()
}

/** Leaves out null members, which Rushes may fill in. */
const known = (rows: unknown) => JSON.parse(JSON.stringify(rows, (_, value) => value ?? undefined))

test.skipIf(withoutPython)(
  'beside Rushes, the Media Manager keeps its files, its rows and their spelling',
  async () => {
    const parent = temporaryFolder()
    const folder = join(parent, 'backend')
    mkdirSync(join(folder, 'videos'), { recursive: true })
    const manager = startMediaManager('backend/media.db', parent)
    const facts = { size_bytes: 1, source_type: 'generated', metadata: { shot: 4 } }
    const paths = { a: 'backend/videos/ferry.mp4', b: join(folder, 'videos', 'dunes.mp4'), c: 'downloads/harbour.mp4' }
    await putClip('square.mp4', join(parent, paths.a))
    await putClip('portrait.mp4', paths.b)
    await putClip('landscape.mp4', join(parent, paths.c))
    const unlisted = await putClip('ntsc.mp4', join(folder, 'videos', 'unlisted.mp4'))
    for (const [id, file_path] of Object.entries(paths))
      await manager('add_video', { video_id: id, name: `Take ${id}`, file_path, ...facts })
    await manager('add_generation_details', { video_id: 'a', provider: 'kling', prompt: 'A ferry' })
    await manager('create_workflow', { workflow_id: 'w', name: 'Episode', definition: { nodes: [{ id: 'n' }] } })
    const node = { workflow_id: 'w', video_id: 'a', node_id: 'n', node_type: 'Sora2Video', role: 'output' }
    await manager('associate_video_with_workflow', node)
    const details = (id: string) => manager('get_video', { video_id: id })
    const rows = async () => [
      await manager('get_workflow', { workflow_id: 'w' }),
      await Promise.all(['a', 'b', 'c'].map(details)),
    ]
    const before = known(await rows())
    const files = filesIn(parent).filter((file) => file.includes('.mp4'))

    const listed = await runRushes(['list', '--library', folder])
    expect([listed.code, listed.stdout.match(/Take [abc]/g)?.sort()]).toEqual([0, ['Take a', 'Take b', 'Take c']])

    const { core, client } = await openLibrary({ folder })
    const background = openBackground(core)
    await expect.poll(async () => ((await details('c')) as { fps: number | null }).fps).not.toBe(null)
    const { fetch } = createApp(core, {})
    for (const [id, path] of Object.entries(paths)) {
      const answer = await fetch(new Request(`http://localhost/media/videos/${id}`))
      expect([id, answer.status, Buffer.from(await answer.arrayBuffer())]).toEqual([
        id,
        200,
        readFileSync(resolve(parent, path)),
      ])
    }
    expect(await ended(client, await client.verification.start({ full: true }))).toMatchObject({
      state: 'done',
      failed: 0,
      done: 3,
    })
    await client.videos.rate({ ratings: [{ ids: ['a'], rating: 4 }] })
    await background.close()
    expect(await rows()).toMatchObject(before)
    expect(filesIn(parent).filter((file) => file.includes('.mp4'))).toEqual(files)

    const again = { video_id: 'd', name: 'Take d', file_path: paths.c, ...facts }
    expect(await manager('add_video', again)).toEqual({ video_id: 'c', is_duplicate: true, original_id: 'c' })
    await manager('add_video', { ...again, file_path: relative(parent, unlisted) })
    expect((await client.videos.list({ search: 'unlisted' })).items).toMatchObject([{ id: 'd' }])
  },
)
