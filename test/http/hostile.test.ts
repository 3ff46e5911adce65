import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { clip } from '../support/clips.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { ask, type ServedLibrary, serveLibrary } from '../support/listen.ts'
import { operationsOf } from '../support/openapi-inputs.ts'

const secret = 'never to be read'

/** A served library beside a file that no address may lead to. */
async function serveBesideSecret() {
  const settings = temporaryFolder()
  const library = await serveLibrary({ settings })
  writeFileSync(join(dirname(library.folder), 'secret.mp4'), secret)
  await importAll(library.client, { paths: [await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))] })
  return library
}

/** All files in the library but the database, and what is beside it. */
function filesOf({ folder }: Pick<ServedLibrary, 'folder'>): string[] {
  const inside = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => !/^media\.db/.test(name))
  return [...inside, ...readdirSync(dirname(folder))].sort()
}

/** Spellings of a path that leaves the library, each as one part of an address. */
const spellings = (folder: string) => {
  const absolute = join(dirname(folder), 'secret.mp4')
  const out = '../secret.mp4'
  const once = [out, absolute, '\\\\server\\share\\secret.mp4', `${absolute}\0.jpg`].map(encodeURIComponent)
  return [...once, ...once.slice(0, 2).map(encodeURIComponent), '%2e%2e%2fsecret.mp4', '..%5csecret.mp4']
}

test('no id in any address leads out of the library, however it is spelled', async () => {
  const library = await serveBesideSecret()
  const { port, key, folder, get } = library
  const headers = { authorization: `Bearer ${key}` }
  const operations = operationsOf(await (await get('/api/openapi.json')).json())
  const withId = operations.filter(({ path, method }) => path.includes('{') && method !== 'HEAD')
  expect(withId.length).toBeGreaterThan(60)
  const before = filesOf(library)
  const wrong: unknown[] = []
  const pages = ['', '/', '/assets/', '/media/', '/media/videos/', '/api/', '/uploads/', '/rpc/'].flatMap((start) =>
    spellings(folder).map((spelling) => ({ method: 'GET', path: start + spelling })),
  )
  const raw = ['/../secret.mp4', '/assets/../../secret.mp4', '/media/videos/../../secret.mp4', '//secret.mp4']
  const asked = [
    ...withId.flatMap(({ method, path }) =>
      spellings(folder).map((spelling) => ({ method, path: path.replaceAll(/\{\w+\}/g, spelling) })),
    ),
    ...pages,
    ...raw.map((path) => ({ method: 'GET', path })),
  ]
  for (const { method, path } of asked) {
    const type = method === 'GET' ? {} : { 'content-type': 'application/json' }
    const { status, body } = await ask(port, path, { method, headers: { ...headers, ...type } })
    if (status === 500 || body.includes(secret)) wrong.push([method, path, status, body.slice(0, 200)])
  }
  expect(wrong).toEqual([])
  expect(filesOf(library)).toEqual(before)
  expect(library.warnings.filter((line) => / failed/.test(line))).toEqual([])
})

test('no path of a caller leaves the folders that it may import from', async () => {
  const library = await serveBesideSecret()
  const { core, client, get } = library
  const root = temporaryFolder()
  const outside = await putClip('landscape.mp4', join(temporaryFolder(), 'outside.mp4'))
  symlinkSync(outside, join(root, 'link.mp4'))
  symlinkSync(dirname(outside), join(root, 'folder'))
  mkdirSync(dirname(core.credentials.settingsPath), { recursive: true })
  writeFileSync(core.credentials.settingsPath, JSON.stringify({ import_roots: [root] }))
  const { token } = await client.tokens.create({ user_id: 'mia', scope: 'write' })
  const paths = [
    ...[
      outside,
      join(root, 'link.mp4'),
      join(root, 'folder', 'outside.mp4'),
      `${root}/../${outside}`,
      `${root}\0/x.mp4`,
    ],
    ...[`file://${outside}`, encodeURI(outside), '../outside.mp4', '\\\\server\\share\\take.mp4', '', root + root, '/'],
  ]
  const before = (await client.videos.list({})).total
  for (const path of paths)
    for (const [address, body] of [
      ['/api/media', { path }],
      ['/api/imports', { paths: [path] }],
      ['/api/videos', { video_id: 'x', name: 'x', file_path: path, source_type: 'uploaded' }],
    ] as const) {
      const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' }
      const { status } = await get(address, { method: 'POST', headers, body: JSON.stringify(body) })
      expect([400, 403, 404, 422], `${address} ${path}`).toContain(status)
    }
  expect((await client.videos.list({})).total).toBe(before)
})

test('forms that are made to exhaust or to confuse are refused, leave nothing, and the server goes on', async () => {
  const library = await serveBesideSecret()
  const { get } = library
  const bytes = readFileSync(await clip('square.mp4')).toString('latin1')
  const before = filesOf(library)
  const part = (name: string, file: string, body: string, more = '') =>
    `--x\r\ncontent-disposition: form-data; name="${name}"${file && `; filename="${file}"`}\r\n${more}\r\n${body}\r\n`
  const bombs: Record<string, string> = {
    'ten thousand files': part('f', 'a.txt', '').repeat(10_000),
    'ten thousand fields': part('f', '', 'x').repeat(10_000),
    'a field of 20 MB': part('f', '', 'x'.repeat(20 << 20)),
    'a name of 2 MB': part('f', `${'n'.repeat(2 << 20)}.mp4`, bytes),
    'forms in forms': part(
      'f',
      'a.mp4',
      part('f', 'b.txt', bytes).repeat(20),
      'content-type: multipart/mixed; boundary=x\r\n',
    ),
    'no end': part('f', 'a.mp4', bytes).slice(0, -100),
    nothing: '',
    'only the boundary': '--x--\r\n',
  }
  for (const [name, form] of Object.entries(bombs)) {
    const body = Buffer.from(name === 'no end' ? form : `${form}--x--\r\n`, 'latin1')
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await get('/api/media', { method: 'POST', body, headers }).catch((error) => error)
    // The connection of one that goes on sending may be closed.
    if (answer instanceof Response) {
      const { items = [], status = answer.status } = await answer.json()
      const isRefused = answer.status >= 400 || items.every((item: { error?: unknown }) => item.error)
      expect([name, isRefused && status < 500], JSON.stringify(items).slice(0, 300)).toEqual([name, true])
    }
    expect([name, (await get('/api/library')).status]).toEqual([name, 200])
    await expect.poll(() => filesOf(library), { message: name, timeout: 60_000 }).toEqual(before)
  }
  for (const type of [
    'multipart/form-data',
    'multipart/form-data; boundary=',
    `multipart/form-data; boundary=${'b'.repeat(5000)}`,
  ]) {
    const answer = await get('/api/media', { method: 'POST', body: '--x', headers: { 'content-type': type } })
    expect([type, answer.status >= 400 && answer.status < 500]).toEqual([type, true])
  }
})

test('a form with a part that cannot be read in full is refused, whatever else it has', async () => {
  const { get } = await serveBesideSecret()
  const name = 'content-disposition: form-data; name="f"; filename="a.mp4"'
  const bytes = readFileSync(await clip('square.mp4')).toString('latin1')
  const part = (head: string) => `--x\r\n${head}\r\n\r\n${bytes}\r\n`
  const forms = {
    'no name': part('content-type: video/mp4'),
    'no headers': part(''),
    'headers without an end': `--x\r\n${name}\r\n`,
    'a header of 20 KB before the name': part(`y: ${'y'.repeat(20_000)}\r\n${name}`),
    'a header of 20 KB after the name': part(`${name}\r\ny: ${'y'.repeat(20_000)}`),
    '120 headers': part(`${'y: y\r\n'.repeat(120)}${name}`),
  }
  for (const [label, form] of Object.entries({ ...forms, none: '' })) {
    const body = Buffer.from(`${part(name)}${form}--x--\r\n`, 'latin1')
    const headers = { 'content-type': 'multipart/form-data; boundary=x' }
    const answer = await get('/api/media?virtual=true', { method: 'POST', body, headers })
    expect([label, answer.status], await answer.text()).toEqual([label, form === '' ? 200 : 400])
  }
})
