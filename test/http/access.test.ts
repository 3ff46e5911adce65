import { once } from 'node:events'
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { createAccess } from '../../main/http/access.ts'
import { ask, serveLibrary } from '../support/listen.ts'
import { startTerminal } from '../support/terminal.ts'

const guarded = [
  '/',
  '/api/openapi.json',
  '/api/videos',
  '/rpc/videos/list',
  '/media/videos/any',
  '/uploads?name=a.mp4',
]

test('nobody gets in without the key, by no address, and nobody is told it', async () => {
  const { port, key } = await serveLibrary()
  const wrong = `${key.slice(0, -1)}${key.endsWith('A') ? 'B' : 'A'}`
  const attempts = [
    {},
    { authorization: `Bearer ${wrong}` },
    { authorization: `Bearer ${key}x` },
    { authorization: `Basic ${key}` },
    { authorization: key },
    { cookie: `rushes_key_${port}=${wrong}` },
    { cookie: `rushes_key_1=${key}; rushes_key=${key}` },
  ]
  for (const path of guarded) {
    for (const headers of attempts) {
      const { status, body } = await ask(port, path, { headers })
      const { json, code = json.code } = JSON.parse(body)
      expect([path, headers, status, code]).toEqual([path, headers, 403, 'FORBIDDEN'])
      expect(body).not.toContain(key)
    }
  }
  for (const query of [`?key=${wrong}`, '?key=', `?KEY=${key}`]) expect((await ask(port, `/${query}`)).status).toBe(403)
  expect((await ask(port, `/uploads?name=a.mp4&key=${key}`, { method: 'POST' })).status).toBe(403)
})

/** Goes to an address that lets a browser in, and returns what the browser has then. */
async function enter(port: number, path: string) {
  const { status, headers } = await ask(port, path)
  const [location = '', fragment = ''] = headers.location?.split('#') ?? []
  const [, key = '', pass = ''] = /^rushes=(.+)\.(.+)$/.exec(fragment) ?? []
  const cookie = headers['set-cookie']?.[0] ?? ''
  return { status, location, key, pass, cookie, sent: `other=1; ${cookie.split(';')[0]}` }
}

test('the printed address lets a browser in for good, and the key leaves what is sent to servers', async () => {
  const { port, key } = await serveLibrary()
  const entered = await enter(port, `/videos/1?order=oldest&key=${key}`)
  // The key was the cookie before; now it is in the fragment, which no server gets.
  expect([entered.status, entered.location, entered.key]).toEqual([302, '/videos/1?order=oldest', key])
  expect(entered.cookie).toMatch(/; HttpOnly/i)
  expect(entered.cookie).toMatch(/; SameSite=Strict/i)
  expect((await ask(port, '/icon.svg', { headers: { cookie: entered.sent } })).status).not.toBe(403)
  const asked = await ask(port, '/api/videos', { headers: { authorization: `Bearer ${entered.key}` } })
  expect([asked.status, JSON.parse(asked.body)]).toEqual([200, { items: [], total: 0 }])
})

test('the cookie, which a browser sends to every server on 127.0.0.1, opens no data, however it is asked for', async () => {
  const { port, key } = await serveLibrary()
  const { sent, cookie, pass } = await enter(port, `/?key=${key}`)
  expect(cookie).not.toContain(key)
  const value = /=([^;]+)/.exec(cookie)?.[1] ?? ''
  const escaped = ['/%61pi/videos', '/%6dedia/videos/any', '/rpc%2Fvideos/list', '/api/../api/videos']
  for (const path of [...guarded.filter((it) => it !== '/'), ...escaped, `/media/videos/any?pass=${value}`]) {
    for (const headers of [{ cookie: sent }, { cookie: sent, authorization: `Bearer ${value}` }]) {
      const { status, body } = await ask(port, path, { headers })
      const isData = status !== 403 && !body.includes('<title>') && !body.includes('is not built')
      expect([path, headers, isData]).toEqual([path, headers, false])
    }
  }
  expect((await ask(port, '/uploads?name=a.mp4', { method: 'POST', headers: { cookie: sent } })).status).toBe(403)
  // The pass in the addresses of pictures opens these, and nothing else.
  expect((await ask(port, `/media/videos/any?pass=${pass}`)).status).toBe(404)
  for (const path of ['/api/videos', '/rpc/videos/list', '/']) {
    expect((await ask(port, `${path}?pass=${pass}`)).status).toBe(403)
  }
  expect((await ask(port, `/media/videos/any?pass=${pass}`, { method: 'POST' })).status).toBe(403)
})

test('an address for another program lets one browser in, once, within a minute', async () => {
  const { port, access } = await serveLibrary()
  const value = access.issueOnce()
  expect(value).not.toBe(access.key)
  expect((await ask(port, `/?once=${value}`, { method: 'POST' })).status).toBe(403)
  expect(await enter(port, `/?once=${value}`)).toMatchObject({ status: 302, location: '/', key: access.key })
  for (const query of [`once=${value}`, 'once=', `once=${access.key}`, `key=${access.issueOnce()}`])
    expect((await ask(port, `/?${query}`)).status).toBe(403)
  let now = 0
  const { issueOnce, redeemOnce } = createAccess(() => now)
  const [early, late] = [issueOnce(), issueOnce()]
  now = 60_000
  expect(redeemOnce(early)).toBe(true)
  now = 60_001
  expect(redeemOnce(late)).toBe(false)
})

test.skipIf(process.platform !== 'linux')('serve --open passes no key to the program that opens it', async () => {
  // Named by BROWSER, which is split at spaces and colons.
  const folder = mkdtempSync(join(tmpdir(), 'rushes-browser-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const noted = join(folder, 'arguments')
  const browser = join(folder, 'browser')
  writeFileSync(browser, `#!/bin/sh\necho "$@" > ${noted}.part\nmv ${noted}.part ${noted}\n`)
  chmodSync(browser, 0o755)
  const parameters = ['serve', '--open', '--port', '0', '--json', '--library', join(folder, 'library')]
  const { child, ended } = startTerminal(parameters, { BROWSER: browser, DISPLAY: '', XDG_CURRENT_DESKTOP: '' })
  const [printed] = await once(child.stdout, 'data')
  const { key, port } = JSON.parse(String(printed))
  await expect.poll(() => existsSync(noted), { timeout: 20_000 }).toBe(true)
  const address = new URL(readFileSync(noted, 'utf8').trim())
  expect(address.href).not.toContain(key)
  expect(await enter(port, address.pathname + address.search)).toMatchObject({ status: 302, key })
  expect((await enter(port, address.pathname + address.search)).status).toBe(403)
  child.kill('SIGTERM')
  await ended
})

test('a request under another name, or from another page, is refused even with the key', async () => {
  const { port, key } = await serveLibrary()
  const authorization = `Bearer ${key}`
  for (const host of ['evil.example', `evil.example:${port}`, `127.0.0.1:${port + 1}`, '127.0.0.1', `[::1]:${port}`]) {
    expect([host, (await ask(port, '/api/videos', { headers: { authorization, host } })).status]).toEqual([host, 403])
  }
  for (const origin of ['http://evil.example', 'null', `http://127.0.0.1:${port + 1}`, `https://127.0.0.1:${port}`]) {
    for (const method of ['GET', 'POST', 'OPTIONS']) {
      const { status, headers } = await ask(port, '/rpc/library/get', { method, headers: { authorization, origin } })
      expect([origin, status, headers['access-control-allow-origin']]).toEqual([origin, 403, undefined])
    }
  }
  for (const name of ['127.0.0.1', 'localhost']) {
    const headers = { authorization, host: `${name}:${port}`, origin: `http://${name}:${port}` }
    expect((await ask(port, '/api/videos', { headers })).status).toBe(200)
  }
})

test('every answer says what the page may load and that nothing is to be guessed', async () => {
  const { get, port } = await serveLibrary()
  const refused = await fetch(`http://127.0.0.1:${port}/`)
  for (const answer of [refused, await get('/'), await get('/api/videos'), await get('/media/videos/nobody')]) {
    const policy = answer.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("default-src 'none'")
    expect(policy).toContain("script-src 'self';")
    expect(policy).toContain("frame-ancestors 'none'")
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
    expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  }
})

test('a request that makes no sense is an error of the closed list, and no fault of Rushes', async () => {
  const { get, warnings } = await serveLibrary()
  const post = (body: string, type = 'application/json') => ({
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })
  const senseless: [string, RequestInit, number, string][] = [
    ['/rpc/imports/start', post('{"json":'), 400, 'BAD_INPUT'],
    ['/rpc/imports/start', post('null'), 400, 'BAD_INPUT'],
    ['/rpc/imports/start', post('"\\ud800"'), 400, 'BAD_INPUT'],
    ['/api/imports', post('{"paths":'), 400, 'BAD_INPUT'],
    ['/api/imports', post('paths=1', 'application/x-www-form-urlencoded'), 415, 'WRONG_CONTENT_TYPE'],
    ['/api/videos?limit=ten', {}, 400, 'BAD_INPUT'],
    ['/api/videos?limit[]=1&limit[a]=2', {}, 400, 'BAD_INPUT'],
    ['/rpc/videos/nothing', post('{}'), 404, 'NOT_FOUND'],
    ['/rpc/__proto__/constructor', post('{}'), 404, 'NOT_FOUND'],
    ['/api/nothing', {}, 404, 'NOT_FOUND'],
  ]
  for (const [path, init, status, code] of senseless) {
    const answer = await get(path, init)
    const said = await answer.json()
    const error = path.startsWith('/rpc') && said.json ? said.json : said
    expect([path, init.body, answer.status, error.code]).toEqual([path, init.body, status, code])
  }
  expect(warnings).toEqual([])
})
