import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { Hono } from 'hono'
import { expect, onTestFinished, test } from 'vitest'
import { checkServer, type ServedLibrary, servedLibraryApp, serverOrigin } from '../../main/http/served-library.ts'
import { createSharing } from '../../main/http/sharing.ts'
import type { Client } from '../../shared/contract/index.ts'
import { makeCertificate } from '../support/certificate.ts'
import { clip } from '../support/clips.ts'
import { importAll, openLibrary } from '../support/library.ts'

/** The version of the libraries of tests. */
const version = 'test'

/** Opens a library whose platform can share it, as that of the desktop window. */
async function openDesktopLibrary() {
  const sharing = createSharing()
  const library = await openLibrary({ platform: { sharing, reveal: async () => {}, pick: async () => [] } })
  onTestFinished(async () => void (await sharing.stop(library.core)))
  const tokenOf = async (scope: 'read' | 'write') =>
    (await library.client.tokens.create({ user_id: 'mia', scope })).token
  return { ...library, tokenOf }
}

const served = (url: string, token: string | undefined, send: ServedLibrary['send'] = fetch): ServedLibrary => ({
  ...{ url, send, version },
  token: () => token,
})

/** Opens the app of a window on a served library, and a client as its page has it. */
function windowOn(library: ServedLibrary) {
  const page = new Hono().get('*', (context) => context.text('the page'))
  const app = servedLibraryApp(library, page)
  // As a page of Electron, whose origin no server knows.
  const get = (path: string, init: RequestInit = {}) =>
    app.fetch(new Request(`http://app${path}`, { ...init, headers: { origin: 'rushes://app', ...init.headers } }))
  const link = new RPCLink({ url: 'http://app/rpc', fetch: (request) => Promise.resolve(app.fetch(request)) })
  const client: Client = createORPCClient(link)
  return { get, client }
}

test('a window on a shared library reads and changes it, plays ranges, and says who is connected', async () => {
  const { client: own, tokenOf } = await openDesktopLibrary()
  const { items } = await importAll(own, { paths: [await clip('square.mp4')], mode: 'copy' })
  const [item] = items
  const { url, link } = await own.sharing.start({ port: 0 })
  expect(link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\?key=/)
  await expect(own.sharing.start({})).rejects.toThrow('already shared')
  const { client, get } = windowOn(served(url ?? '', await tokenOf('write')))
  const { items: videos } = await client.videos.list({})
  expect(videos).toHaveLength(1)
  await client.videos.rate({ ratings: [{ ids: [videos[0]?.id ?? ''], rating: 4 }] })
  expect((await own.videos.list({})).items[0]?.rating).toBe(4)
  const part = await get(`/media/videos/${item?.video_id}`, { headers: { range: 'bytes=4-7' } })
  expect([part.status, await part.text()]).toEqual([206, 'ftyp'])
  const poster = await get(`/media/posters/${item?.video_id}?v=${videos[0]?.file_hash}`)
  expect(poster.headers.get('cache-control')).toContain('immutable')
  expect(await (await get('/settings')).text()).toBe('the page')
  const upload = await get('/uploads?name=a.mp4', { method: 'POST', body: 'x'.repeat(1000) })
  expect(await upload.json()).toEqual({ upload: expect.any(String) })
  expect((await client.library.get()).can).toEqual({
    ...{
      pick: false,
      reveal: false,
      open: false,
      drag: false,
      restore: false,
      share: false,
      paths: false,
      administer: false,
    },
  })
  expect((await own.library.get()).can).toMatchObject({ pick: true, reveal: true, share: true, paths: true })
  expect((await own.sharing.get()).callers).toEqual([
    { user_id: 'mia', address: '127.0.0.1', since: expect.any(String) },
  ])
  const viewer = windowOn(served(url ?? '', await tokenOf('read')))
  expect((await viewer.client.library.get()).access).toMatchObject({ state: 'read_only', reason: /view/ })
  expect(await own.sharing.stop()).toEqual({ url: null, link: null, callers: [] })
})

test('a server that stops and starts again is followed, and a token that was revoked is named', async () => {
  const { client: own, tokenOf } = await openDesktopLibrary()
  const { url } = await own.sharing.start({ port: 0 })
  const { client } = windowOn(served(url ?? '', await tokenOf('read')))
  expect(await client.events.subscribe()).toBeDefined()
  await own.sharing.stop()
  await expect(client.events.subscribe()).rejects.toMatchObject({ code: 'SERVER_UNREACHABLE', defined: true })
  await own.sharing.start({ port: Number(new URL(url ?? '').port) })
  expect(await client.events.subscribe()).toBeDefined()
  for (const { id } of await own.tokens.list()) await own.tokens.revoke({ id })
  await expect(client.events.subscribe()).rejects.toMatchObject({
    ...{ code: 'UNAUTHENTICATED', message: 'The token is not accepted. It was revoked.' },
  })
})

test('an address, token, version or certificate that is wrong is refused with its reason', async ({ skip }) => {
  const { client: own, tokenOf } = await openDesktopLibrary()
  const { url } = await own.sharing.start({ port: 0 })
  const token = await tokenOf('read')
  const refusalOf = (library: ServedLibrary) => checkServer(library).then(() => 'none', String)
  expect(await refusalOf(served(url ?? '', token))).toBe('none')
  expect(await refusalOf(served(url ?? '', undefined))).toContain('Enter a token')
  expect(await refusalOf(served(url ?? '', `${token.slice(0, -4)}AAAA`))).toContain('signature does not match')
  expect(await refusalOf({ ...served(url ?? '', token), version: '9.9.9' })).toContain('runs Rushes test')
  expect(await refusalOf(served('http://127.0.0.1:9', token))).toMatch(/can’t be reached/)
  const other = async () => Response.json({ hello: 'world' })
  expect(await refusalOf(served('http://127.0.0.1:9', token, other))).toContain('not as Rushes does')
  expect(await refusalOf(served(`${url?.replace('http:', 'https:')}`, token))).toContain('no secure connection')
  const tls = makeCertificate()
  if (!tls) return skip('openssl makes the certificate')
  await own.sharing.stop()
  await expect(own.sharing.start({ host: '0.0.0.0' })).rejects.toThrow('needs a TLS certificate')
  await expect(own.sharing.start({ host: '0.0.0.0', tls_cert: tls.cert })).rejects.toThrow('Name both')
  const secure = await own.sharing.start({ host: '127.0.0.1', port: 0, tls_cert: tls.cert, tls_key: tls.key })
  expect(secure.link).toBeNull()
  expect(await refusalOf(served(secure.url ?? '', token))).toContain('does not trust the certificate')
})

test('an address is completed, and refused if a token would cross the network unencrypted', () => {
  expect(serverOrigin(' studio.example:4317/ ')).toBe('https://studio.example:4317')
  expect(serverOrigin('http://127.0.0.1:4317/?key=x')).toBe('http://127.0.0.1:4317')
  expect(() => serverOrigin('http://studio.example')).toThrow('Use https://studio.example')
  for (const wrong of ['file:///etc', 'ftp://a', 'https://']) expect(() => serverOrigin(wrong)).toThrow('isn’t an http')
})

test('what a server answers gets the policy of the window, whatever headers it sends', async () => {
  const headers = {
    'content-type': 'text/html',
    'content-security-policy': "default-src 'unsafe-inline'",
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'unsafe-url',
  }
  const send = async () => new Response('<script>alert(1)</script>', { headers })
  const answer = await windowOn(served('http://127.0.0.1:1', 'a.b.c', send)).get('/api/videos')
  expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'/)
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
})
