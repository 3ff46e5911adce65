import { expect, test } from 'vitest'
import { ask, serveLibrary } from '../support/listen.ts'

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
      expect([path, headers, status, JSON.parse(body).code]).toEqual([path, headers, 403, 'FORBIDDEN'])
      expect(body).not.toContain(key)
    }
  }
  for (const query of [`?key=${wrong}`, '?key=', `?KEY=${key}`]) expect((await ask(port, `/${query}`)).status).toBe(403)
  expect((await ask(port, `/uploads?name=a.mp4&key=${key}`, { method: 'POST' })).status).toBe(403)
})

test('the printed address lets a browser in for good, and the key leaves the address', async () => {
  const { port, key } = await serveLibrary()
  const { status, headers } = await ask(port, `/videos/1?order=oldest&key=${key}`)
  expect([status, headers.location]).toEqual([302, '/videos/1?order=oldest'])
  const cookie = headers['set-cookie']?.[0] ?? ''
  expect(cookie).toMatch(/; HttpOnly/i)
  expect(cookie).toMatch(/; SameSite=Strict/i)
  const asked = await ask(port, '/api/videos', { headers: { cookie: `other=1; ${cookie.split(';')[0]}` } })
  expect([asked.status, JSON.parse(asked.body)]).toEqual([200, { items: [], total: 0 }])
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
    ['/api/imports', post('paths=1', 'application/x-www-form-urlencoded'), 400, 'BAD_INPUT'],
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
