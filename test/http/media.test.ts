import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createApp } from '../../main/http/app.ts'
import type { AddedMedia } from '../../shared/contract/media.ts'
import { clip } from '../support/clips.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { ask, type ServedLibrary, serveLibrary } from '../support/listen.ts'
import { putPicture } from '../support/pictures.ts'
import { startTerminal } from '../support/terminal.ts'

const json = { 'content-type': 'application/json' }

/** A served library and a program that has a token of it. */
async function serveMedia(user_id = 'mia') {
  const library = await serveLibrary({ settings: temporaryFolder() })
  const { token } = await library.client.tokens.create({ user_id, scope: 'write' })
  const call = (path: string, init: RequestInit = {}) =>
    library.get(path, { ...init, headers: { authorization: `Bearer ${token}`, ...init.headers } })
  const post = (name: string, body: BodyInit, query = '') =>
    call(`/api/media?name=${encodeURIComponent(name)}${query}`, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/octet-stream' },
    })
  const setStatus = (id: string, MediaStatus: number, message?: string) =>
    call(`/api/media/${id}/status`, { method: 'PUT', headers: json, body: JSON.stringify({ MediaStatus, message }) })
  return { ...library, token, call, post, setStatus }
}

/** All files in the library except the database and previews. */
function filesOf({ folder }: Pick<ServedLibrary, 'folder'>): string[] {
  return ['videos', 'images', 'cache/incoming', 'trash'].flatMap((part) =>
    readdirSync(join(folder, part), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => entry.name),
  )
}

async function recordOf(answer: Response, status: number): Promise<AddedMedia> {
  const body = await answer.json()
  expect([answer.status, body]).toEqual([status, expect.any(Object)])
  return body
}

test('bytes become a record with the sampled hash as its id; a video a take too, and an image an image', async () => {
  const library = await serveMedia()
  const { post, call, client } = library
  const bytes = readFileSync(await clip('landscape.mp4'))
  const answer = await post('Ferry “ü”.mp4', bytes)
  const video = await recordOf(answer, 201)
  expect(answer.headers.get('location')).toBe(`/api/media/${video.Id}`)
  const take = await client.videos.get({ id: video.video_id ?? '' })
  const record = { Name: 'Ferry “ü”.mp4', MediaType: 'Video', MediaStatus: 1, UserId: 'mia', is_duplicate: false }
  expect(video).toMatchObject({ ...record, file_hash: take.file_hash, Path: take.file_path, size_bytes: bytes.length })
  const sample = databaseOf(library.core).prepare('SELECT sample_hash FROM locations WHERE file_hash = ?').pluck()
  expect(sample.all(take.file_hash)).toEqual([video.Id])
  expect(dirname(dirname(take.file_path))).toBe(join(library.folder, 'videos'))
  const image = await recordOf(
    await post('ref.png', readFileSync(putPicture(join(temporaryFolder(), 'picture.png')))),
    201,
  )
  expect(image).toMatchObject({ Name: 'ref.png', MediaType: 'Image', UserId: 'mia', video_id: null })
  expect(image.Path).toContain(join(library.folder, 'images'))
  expect((await client.images.get({ id: image.Id })).file_hash).toBe(image.file_hash)
  // Known content stays as it is, whoever sends it under whatever name.
  const known = await recordOf(await post('other.mov', bytes), 200)
  expect(known).toEqual({ ...video, is_duplicate: true })
  expect((await library.get('/api/media?name=again.mp4', { method: 'POST', body: bytes })).status).toBe(200)
  expect(filesOf(library)).toHaveLength(2)
  const listed = await (await call('/api/media?MediaType=Video&UserId=mia&MediaStatus=1')).json()
  expect([listed.total, listed.items[0].Id]).toEqual([1, video.Id])
  const [first, second] = (await (await call('/api/media')).json()).items
  expect([first.Id, second.Id]).toEqual([image.Id, video.Id])
  expect((await (await call(`/api/media?after=${first.Id}&limit=1`)).json()).items[0].Id).toBe(video.Id)
  expect((await call('/api/media?after=nothing')).status).toBe(404)
  const content = await call(`/api/media/${video.Id}/content`, { headers: { range: 'bytes=4-7' } })
  expect([content.status, await content.text()]).toEqual([206, 'ftyp'])
  expect((await call(`/api/media/${video.Id}/content`, { headers: { range: 'bytes=99999999-' } })).status).toBe(416)
  for (const { Id } of [video, image])
    expect((await call(`/api/media/${Id}/poster`)).headers.get('content-type')).toBe('image/jpeg')
})

test('a virtual id is computed and nothing stored; a form holds several files, and a refused one names its reason', async () => {
  const library = await serveMedia()
  const { post, call } = library
  const bytes = readFileSync(await clip('square.mp4'))
  const virtual = await recordOf(await post('square.mp4', bytes, '&virtual=true'), 200)
  expect([virtual.Id, virtual.Path]).toEqual([expect.stringMatching(/^V[0-9a-f]{16}$/), null])
  expect([filesOf(library), (await library.client.media.list({})).total]).toEqual([[], 0])
  const form = new FormData()
  form.append('file', new Blob([bytes]), 'square.mp4')
  form.append('file', new Blob(['no video']), 'broken.mp4')
  form.append('file', new Blob([readFileSync(putPicture(join(temporaryFolder(), 'picture.png')))]), '../../ref.png')
  const several = await call('/api/media', { method: 'POST', body: form })
  const { items } = await several.json()
  expect(several.status).toBe(207)
  expect(items.map((item: AddedMedia) => item.Name)).toEqual(['square.mp4', undefined, 'ref.png'])
  expect(items[1].error).toMatchObject({
    status: 422,
    code: 'FILE_UNREADABLE',
    detail: expect.stringContaining('broken.mp4'),
  })
  expect(`V${items[0].Id}`).toBe(virtual.Id)
  const single = new FormData()
  single.append('file', new Blob([bytes]), 'square.mp4')
  expect((await call('/api/media', { method: 'POST', body: single })).status).toBe(200)
  single.append('note', 'text')
  expect((await call('/api/media', { method: 'POST', body: single })).status).toBe(400)
  const bomb = new FormData()
  for (let part = 0; part < 1100; part++) bomb.append('file', new Blob(['x']), `${part}.txt`)
  expect((await call('/api/media', { method: 'POST', body: bomb })).status).toBe(400)
  expect(filesOf(library)).toHaveLength(2)
})

test('a status goes from new to processing to processed or failed; everything else is a conflict that names the way', async () => {
  const { post, call, setStatus, client } = await serveMedia()
  const { Id } = await recordOf(await post('take.mp4', readFileSync(await clip('square.mp4'))), 201)
  const conflict = await setStatus(Id, 3)
  expect([conflict.status, (await conflict.json()).detail]).toEqual([
    409,
    '“take.mp4” is 1 (New) and cannot become 3 (AIProcessed). Allowed: 2 (AIProcessing) or 6 (Error).',
  ])
  expect((await setStatus(Id, 2)).status).toBe(200)
  // Another worker finds it taken.
  expect((await setStatus(Id, 2)).status).toBe(409)
  for (const [status, message] of [[6], [2, 'why'], [4]] as [number, string?][])
    expect((await setStatus(Id, status, message)).status).toBe(400)
  expect(await (await setStatus(Id, 6, 'No GPU')).json()).toMatchObject({
    MediaStatus: 6,
    message: 'No GPU',
    next_statuses: [1],
  })
  expect((await client.media.list({ MediaStatus: 6 })).items[0]?.message).toBe('No GPU')
  await client.media.setStatus({ id: Id, MediaStatus: 1 })
  await setStatus(Id, 2)
  expect(await (await setStatus(Id, 3)).json()).toMatchObject({ MediaStatus: 3, message: null, next_statuses: [] })
  expect((await (await setStatus(Id, 1)).json()).detail).toContain('That is its last status.')
  expect((await setStatus('nothing', 2)).status).toBe(404)
  const { history } = await (await call(`/api/media/${Id}`)).json()
  const changes = history.map(({ MediaStatus, message, user_id, via }: Record<string, unknown>) => [
    MediaStatus,
    message,
    user_id,
    via,
  ])
  expect(changes).toEqual([
    [1, null, 'mia', 'token'],
    [2, null, 'mia', 'token'],
    [6, 'No GPU', 'mia', 'token'],
    [1, null, null, 'terminal'],
    [2, null, 'mia', 'token'],
    [3, null, 'mia', 'token'],
  ])
})

test('media goes to the trash and comes back with its owner, status and history', async () => {
  const { post, call, setStatus, client } = await serveMedia()
  for (const [name, bytes] of [
    ['take.mp4', readFileSync(await clip('square.mp4'))],
    ['ref.png', readFileSync(putPicture(join(temporaryFolder(), 'picture.png')))],
  ] as const) {
    const { Id, Path } = await recordOf(await post(name, bytes), 201)
    await setStatus(Id, 2)
    const removed = await call(`/api/media/${Id}`, { method: 'DELETE' })
    expect(removed.status).toBe(200)
    expect([existsSync(Path ?? ''), (await call(`/api/media/${Id}`)).status]).toEqual([false, 404])
    expect((await client.media.list({})).items.map((item) => item.Id)).not.toContain(Id)
    const undo = { method: 'POST', headers: json, body: JSON.stringify(await removed.json()) }
    expect((await call('/api/trash/restore', undo)).status).toBe(200)
    const back = await client.media.get({ id: Id })
    expect(back).toMatchObject({ Name: name, UserId: 'mia', MediaStatus: 2, Path, history: [{}, {}] })
    expect(existsSync(Path ?? '')).toBe(true)
  }
})

test('two contents with one sample have two ids, and simultaneous uploads of one content make one record', async () => {
  const library = await serveMedia()
  const bytes = readFileSync(await clip('landscape.mp4'))
  const padded = Buffer.concat([bytes, Buffer.from([0, 0, 0x20, 0, 0x66, 0x72, 0x65, 0x65]), Buffer.alloc(8184)])
  const twin = Buffer.from(padded)
  twin[twin.length - 3000] = 1
  const [one, two] = [await library.post('a.mp4', padded), await library.post('b.mp4', twin)]
  const [first, second] = [await recordOf(one, 201), await recordOf(two, 201)]
  expect(second.Id).toBe(`${first.Id}-${second.file_hash?.slice(0, 8)}`)
  expect(await recordOf(await library.post('b.mp4', twin), 200)).toMatchObject({ Id: second.Id })
  const square = readFileSync(await clip('square.mp4'))
  const answers = await Promise.all(Array.from({ length: 6 }, (_, index) => library.post(`${index}.mp4`, square)))
  const records: AddedMedia[] = await Promise.all(answers.map((answer) => answer.json()))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(new Set(records.map(({ Id }) => Id)).size).toBe(1)
  expect(filesOf(library)).toHaveLength(3)
})

test('a row that another program wrote without a hash is shown, and its content looked up', async () => {
  const library = await serveMedia()
  const { call, client, core, post } = library
  const outside = await putClip('square.mp4', join(temporaryFolder(), 'theirs.mp4'))
  const secret = join(temporaryFolder(), 'id_rsa')
  writeFileSync(secret, 'secret')
  const insert = databaseOf(core).prepare(
    'INSERT INTO media (Id, Name, Path, MediaType, MediaStatus) VALUES (?, ?, ?, ?, ?)',
  )
  insert.run('theirs', 'Their take', outside, 'Video', 2)
  insert.run('secret', 'x', secret, 'Video', 4)
  insert.run('gone', 'Gone', '/gone.png', 'Image', 1)
  expect((await client.media.list({})).items.map(({ Id, file_hash }) => [Id, file_hash])).toEqual([
    ['gone', null],
    ['secret', null],
    ['theirs', null],
  ])
  const content = await call('/api/media/theirs/content')
  expect([content.status, (await content.arrayBuffer()).byteLength]).toEqual([200, statSync(outside).size])
  expect((await client.media.get({ id: 'theirs' })).file_hash).toMatch(/^[0-9a-f]{64}$/)
  for (const id of ['secret', 'gone']) expect((await call(`/api/media/${id}/content`)).status).toBe(410)
  expect((await call('/api/media/secret', { method: 'DELETE' })).status).toBe(409)
  expect((await client.media.get({ id: 'secret' })).next_statuses).toEqual([1])
  // Another program's own change of a status is part of the history.
  databaseOf(core).prepare("UPDATE media SET MediaStatus = 3 WHERE Id = 'theirs'").run()
  expect((await client.media.get({ id: 'theirs' })).history).toMatchObject([
    { MediaStatus: 3, user_id: null, via: null },
  ])
  // The same content sent later is that row.
  expect(await recordOf(await post('mine.mp4', readFileSync(outside)), 200)).toMatchObject({
    Id: 'theirs',
    UserId: null,
  })
})

test('files of the library’s computer are added from the listed folders only', async () => {
  const library = await serveMedia()
  const { call, core } = library
  const root = temporaryFolder()
  mkdirSync(dirname(core.credentials.settingsPath), { recursive: true })
  writeFileSync(core.credentials.settingsPath, JSON.stringify({ import_roots: [root] }))
  const path = await putClip('square.mp4', join(root, 'take.mp4'))
  const outside = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const add = (body: object) => call('/api/media', { method: 'POST', headers: json, body: JSON.stringify(body) })
  expect((await add({ path: outside })).status).toBe(403)
  expect((await add({ path: join(root, '..', outside) })).status).toBe(403)
  expect((await add({ path: 'take.mp4' })).status).toBe(400)
  expect((await add({ path, nmae: 'x' })).status).toBe(422)
  expect((await recordOf(await add({ path, virtual: true }), 200)).Id).toMatch(/^V/)
  const added = await recordOf(await add({ path }), 201)
  expect(added).toMatchObject({ Name: 'take.mp4', UserId: 'mia' })
  expect([existsSync(path), added.Path?.startsWith(join(library.folder, 'videos'))]).toEqual([true, true])
})

test('hostile names, types and bodies are refused or tamed, and leave nothing', async () => {
  const library = await serveMedia()
  const { post, call, token, port } = library
  const bytes = readFileSync(await clip('square.mp4'))
  for (const name of ['', 'x', 'notes.txt', 'take.mp4.exe', '.mp4'])
    expect([name, (await post(name, bytes)).status]).toEqual([name, 400])
  expect((await post('text.mp4', 'not a video')).status).toBe(422)
  expect((await post('text.png', 'not an image')).status).toBe(422)
  expect((await post('empty.mp4', '')).status).toBeGreaterThanOrEqual(400)
  expect((await post('a.mp4', bytes, '&size=3')).status).toBe(422)
  expect((await post('a.mp4', bytes, '&virtual=maybe')).status).toBe(400)
  for (const id of ['../../etc/passwd', '%2e%2e%2f', '%252e%252e', 'a%00b', '%5c%5cserver%5cshare', '/etc/passwd'])
    for (const part of ['', '/content', '/poster'])
      expect([
        id,
        (
          await ask(port, `/api/media/${id.replaceAll('/', '%2f')}${part}`, {
            headers: { authorization: `Bearer ${token}` },
          })
        ).status,
      ]).toEqual([id, 404])
  expect(filesOf(library)).toEqual([])
  const names = ['../../x.mp4', 'con.mp4', `${'n'.repeat(300)}.mp4`, 'a\0b.mp4', '/etc/x.mp4', '..\\..\\x.mp4']
  const first = await recordOf(await post(names[0] ?? '', bytes), 201)
  for (const name of names.slice(1))
    expect(await recordOf(await post(name, bytes), 200)).toMatchObject({ Id: first.Id })
  expect(filesOf(library)).toEqual([`${first.file_hash}.mp4`])
  const headers = { authorization: `Bearer ${token}`, 'content-length': '1000000' }
  for (const type of ['application/octet-stream', 'multipart/form-data; boundary=x']) {
    const options = { port, host: '127.0.0.1', path: '/api/media?name=half.mp4', method: 'POST' }
    const broken = request({ ...options, headers: { ...headers, 'content-type': type } })
    broken.on('error', () => undefined)
    const head = type.startsWith('m') ? '--x\r\ncontent-disposition: form-data; name=f; filename=half.mp4\r\n\r\n' : ''
    broken.write(Buffer.concat([Buffer.from(head), Buffer.alloc(100_000)]))
    await vi.waitFor(() => expect(filesOf(library)).toContain('half.mp4'), { timeout: 60_000 })
    broken.destroy()
    await vi.waitFor(() => expect(filesOf(library)).not.toContain('half.mp4'), { timeout: 60_000 })
  }
  const deep = `{"path":${'['.repeat(100_000)}${']'.repeat(100_000)}}`
  expect((await call('/api/media', { method: 'POST', headers: json, body: deep })).status).toBe(400)
})

const mayMount = process.platform === 'linux' && process.getuid?.() === 0

test.skipIf(!mayMount)('a file that the disk cannot take says so and leaves nothing', async () => {
  const folder = join(temporaryFolder(), 'small')
  mkdirSync(folder)
  execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', folder])
  onTestFinished(() => void execFileSync('umount', ['-l', folder]))
  const { core } = await openLibrary({ folder })
  const body = Buffer.alloc(20 << 20)
  const answer = await createApp(core).request('/api/media?name=big.mp4', { method: 'POST', body })
  expect([answer.status, (await answer.json()).code]).toEqual([507, 'DISK_FULL'])
  expect(filesOf({ folder })).toEqual([])
})

test('the terminal adds media, sets its status and shows the history', async () => {
  const library = await openLibrary()
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await startTerminal(['media', ...args, '--library', library.folder]).ended
    return { code, said: stdout + stderr }
  }
  const path = await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))
  const id = (await run('add', path)).said.trim()
  expect((await run('status', id, 'processing')).said).toBe('“take.mp4” is AIProcessing.\n')
  expect(await run('status', id, 'new')).toMatchObject({ code: 5, said: expect.stringContaining('Allowed: 3') })
  expect((await run('status', id, 'failed', '--message', 'No GPU')).code).toBe(0)
  expect((await run('list', '--status', 'failed', '--type', 'video')).said).toContain('Error: No GPU')
  expect((await run('show', id)).said).toMatch(/New .*\n.*AIProcessing .*\n.*Error /)
  expect((await run('remove', id)).said).toContain('trash.restore')
})
