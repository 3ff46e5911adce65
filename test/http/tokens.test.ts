import { createSecretKey, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { connect } from 'node:net'
import { dirname, join } from 'node:path'
import { exportJWK, SignJWT, UnsecuredJWT } from 'jose'
import { expect, onTestFinished, test } from 'vitest'
import { createApp } from '../../main/http/app.ts'
import { listen } from '../../main/http/listen.ts'
import { createRateLimits } from '../../main/http/rate-limits.ts'
import { contract } from '../../shared/contract/index.ts'
import { type Scope, scopes } from '../../shared/scopes.ts'
import { openLibrary, putClip, temporaryFolder } from '../support/library.ts'
import { ask, serveLibrary } from '../support/listen.ts'
import { startTerminal } from '../support/terminal.ts'

const day = 86_400_000

/** A library with settings of its own, served to holders of tokens only, as with `--behind-proxy`. */
async function serveTokens(settings: object = {}, clock?: () => Date) {
  const library = await openLibrary({ settings: temporaryFolder(), ...(clock && { clock }) })
  const { credentials } = library.core
  mkdirSync(dirname(credentials.settingsPath), { recursive: true })
  writeFileSync(credentials.settingsPath, JSON.stringify(settings))
  const app = createApp(library.core, { access: { tokensOnly: true, isBehindProxy: true } })
  const listener = await listen(app, { port: 0 })
  onTestFinished(() => listener.close())
  const call = (token: string | undefined, path = '/api/videos', init: RequestInit = {}) =>
    fetch(listener.url + path, {
      ...init,
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), ...init.headers },
    })
  const tokenOf = async (scope: Scope, user_id = 'mia') =>
    (await library.client.tokens.create({ user_id, scope })).token
  return { ...library, ...listener, credentials, call, tokenOf }
}

async function reasonOf(answer: Response): Promise<[number, string]> {
  return [answer.status, (await answer.json()).detail]
}

test('a token lets in until it expires or is revoked, and every other one is refused with a reason', async () => {
  let now = new Date('2026-01-01T00:00:00Z')
  const { call, client, credentials, tokenOf } = await serveTokens({}, () => now)
  const { id, token } = await client.tokens.create({ user_id: 'mia', scope: 'read', expires_in_days: 2 })
  expect((await call(token)).status).toBe(200)
  const own = credentials.library
  const secret = await credentials.secret()
  const sign = (claims: object, key: Uint8Array | KeyObject = secret) =>
    new SignJWT({ iss: 'rushes', aud: own, sub: 'mia', jti: id, ...claims })
      .setProtectedHeader({ alg: 'HS256' })
      .sign(key)
  const seconds = Math.floor(now.getTime() / 1000)
  const revoked = await client.tokens.create({ user_id: 'mia' })
  await client.tokens.revoke({ id: revoked.id })
  const refused: [string, string][] = [
    ['a.b', 'It is not a signed JSON Web Token.'],
    ['..', 'It is not a signed JSON Web Token.'],
    [new UnsecuredJWT({ iss: 'rushes', aud: own, sub: 'mia', jti: id }).encode(), 'Its algorithm is not accepted.'],
    [await sign({}, createSecretKey(Buffer.alloc(32, 1))), 'Its signature does not match.'],
    [`${token.slice(0, -3)}AAA`, 'Its signature does not match.'],
    [await sign({ exp: seconds - 1 }), 'It has expired.'],
    [await sign({ nbf: seconds + 60 }), 'It is not valid yet.'],
    [await sign({ aud: 'another library' }), 'It is for another audience.'],
    [await sign({ iss: 'another' }), 'It is of another issuer.'],
    [await sign({ jti: '../secret' }), 'It is not among the tokens of this library.'],
    [await sign({ sub: '' }), 'It names no user'],
    [revoked.token, 'It was revoked.'],
  ]
  for (const [text, reason] of refused) {
    const answer = await call(text)
    expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer error="invalid_token", error_description="[^"]+"$/)
    const said = await reasonOf(answer)
    expect([text, said]).toEqual([text, [401, expect.stringContaining(reason)]])
    expect(said[1]).not.toContain(Buffer.from(secret).toString('base64url'))
  }
  expect((await call(undefined)).status).toBe(401)
  now = new Date(now.getTime() + 3 * day)
  expect(await reasonOf(await call(token))).toEqual([401, expect.stringContaining('It has expired.')])
  expect((await call(await tokenOf('read'))).status).toBe(200)
})

test('tokens of another issuer count with its public key or its JWKS, and its public key is no secret', async () => {
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const folder = temporaryFolder()
  const pem = rsa.publicKey.export({ type: 'spki', format: 'pem' })
  const keys = { keys: [{ ...(await exportJWK(ec.publicKey)), kid: 'one', alg: 'ES256' }] }
  writeFileSync(join(folder, 'key.pem'), pem)
  writeFileSync(join(folder, 'keys.json'), JSON.stringify(keys))
  let asked = 0
  const site = createServer((_, answer) => {
    asked++
    answer.setHeader('content-type', 'application/json').end(JSON.stringify(keys))
  }).listen(0, '127.0.0.1')
  onTestFinished(() => void site.close())
  await once(site, 'listening')
  const { port } = site.address() as { port: number }
  const { call, core } = await serveTokens({
    issuers: [
      { issuer: 'studio', audience: 'rushes', public_key: join(folder, 'key.pem'), scope: 'read' },
      { issuer: 'farm', audience: 'rushes', jwks: join(folder, 'keys.json') },
      { issuer: 'cloud', audience: 'rushes', jwks: `http://127.0.0.1:${port}/keys` },
      { issuer: 'lost', audience: 'rushes', public_key: join(folder, 'none.pem') },
    ],
  })
  const sign = (alg: string, key: KeyObject, claims: object) =>
    new SignJWT({ aud: 'rushes', exp: Math.floor(core.clock().getTime() / 1000) + 60, ...claims })
      .setProtectedHeader({ alg, kid: 'one' })
      .sign(key)
  const rs = (claims: object) => sign('RS256', rsa.privateKey, { iss: 'studio', sub: 'mia', ...claims })
  const es = (claims: object) => sign('ES256', ec.privateKey, { iss: 'farm', nameid: 'noah', ...claims })
  for (const token of [
    await rs({}),
    await rs({ sub: undefined, user_id: 'x' }),
    await es({}),
    await es({ iss: 'cloud' }),
  ])
    expect((await call(token)).status).toBe(200)
  expect((await call(await es({ iss: 'cloud' }))).status).toBe(200)
  expect(asked).toBe(1)
  const start = { method: 'POST' }
  // The setting limits the scope, and the token can state a smaller one.
  expect((await call(await rs({ scope: 'openid admin' }), '/api/embedded/reread', start)).status).toBe(403)
  expect((await call(await es({ scope: 'read' }), '/api/embedded/reread', start)).status).toBe(403)
  expect((await call(await es({}), '/api/embedded/reread', start)).status).toBe(200)
  const refused: [string, string][] = [
    [
      await sign('HS256', createSecretKey(Buffer.from(pem)), { iss: 'studio', sub: 'mia' }),
      'Its signature does not match.',
    ],
    [await rs({ iss: 'farm' }), 'Its signature does not match.'],
    [await rs({ iss: 'nobody' }), 'Its issuer is not in the settings'],
    [await rs({ aud: 'other' }), 'It is for another audience.'],
    [await rs({ exp: 1 }), 'It has expired.'],
    [await sign('PS256', rsa.privateKey, { iss: 'studio', sub: 'mia' }), 'Its algorithm is not accepted.'],
    [await rs({ iss: 'lost' }), 'The keys of its issuer could not be read.'],
    [await rs({ sub: undefined }), 'It names no user'],
  ]
  for (const [token, reason] of refused)
    expect([reason, await reasonOf(await call(token))]).toEqual([reason, [401, expect.stringContaining(reason)]])
})

test('every procedure has a scope; read cannot write, and write cannot run programs, open paths or administer', async () => {
  const scopeOf = Object.entries(contract).flatMap(([noun, calls]) =>
    Object.entries(calls).map(([name, call]) => [`${noun}.${name}`, call['~orpc'].meta.scope] as const),
  )
  for (const [name, scope] of scopeOf) expect([name, scopes]).toEqual([name, expect.arrayContaining([scope])])
  const namesOf = (scope: Scope) => scopeOf.flatMap(([name, of]) => (of === scope ? [name] : []))
  const administering = ['analyses.run', 'processing.start', 'analysers.allow', 'library.adopt', 'sharing.start']
  const opening = [
    'imports.restart',
    'duplicates.find',
    'videos.relink',
    'videos.reveal',
    'videos.open',
    'videos.drag',
    'watched.add',
    'tokens.create',
    'webhooks.create',
    'webhooks.remove',
  ]
  expect(namesOf('admin')).toEqual(
    expect.arrayContaining([...administering, ...opening, 'trash.empty', 'backups.restore']),
  )
  const changing = /\.(remove|restore|save\w*|put|update|create|change|rate|rename|edit|resolve\w*|start|run|cancel)$/
  expect(namesOf('read').filter((name) => changing.test(name))).toEqual([])
  const { call, tokenOf } = await serveTokens()
  const [reader, writer, admin] = [await tokenOf('read'), await tokenOf('write'), await tokenOf('admin')]
  const post = (body: object) => ({
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
  const asked: [string, RequestInit, number[]][] = [
    ['/api/videos', {}, [200, 200, 200]],
    ['/rpc/videos/list', post({ json: {} }), [200, 200, 200]],
    ['/media/videos/none', {}, [404, 404, 404]],
    ['/uploads?name=a.mp4', { method: 'POST', body: 'bytes' }, [403, 200, 200]],
    ['/api/embedded/reread', post({}), [403, 200, 200]],
    ['/rpc/embedded/reread', post({}), [403, 200, 200]],
    ['/api/tokens', {}, [403, 403, 200]],
    ['/api/webhooks', {}, [403, 403, 200]],
    ['/api/webhooks', post({ url: 'http://127.0.0.1/hook' }), [403, 403, 400]],
    ['/api/library/doctor', {}, [403, 403, 200]],
    ['/api/analyses/explain', post({ file_path: '/etc/passwd', config: 1 }), [403, 403, 200]],
    ['/api/imports', post({ paths: ['/etc/hostname'] }), [403, 403, 200]],
  ]
  for (const [path, init, statuses] of asked) {
    for (const [index, token] of [reader, writer, admin].entries())
      expect([path, index, (await call(token, path, init)).status]).toEqual([path, index, statuses[index]])
  }
  expect(await reasonOf(await call(reader, '/api/tokens'))).toEqual([
    403,
    'This call needs a token with the scope “admin”; yours has “read”.',
  ])
})

test('write imports files by path from the listed folders only, wherever links lead', async () => {
  const root = temporaryFolder()
  const { client, core, call, tokenOf } = await serveTokens({ import_roots: [root] })
  const inside = await putClip('square.mp4', join(root, 'shots', 'take.mp4'))
  const outside = await putClip('landscape.mp4', join(temporaryFolder(), 'secret.mp4'))
  symlinkSync(outside, join(root, 'link.mp4'))
  symlinkSync(dirname(outside), join(root, 'linked'))
  const token = await tokenOf('write')
  const start = (body: object) =>
    call(token, '/api/imports', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
  const wrong = [
    outside,
    join(root, 'link.mp4'),
    join(root, 'linked', 'secret.mp4'),
    `${root}/../x.mp4`,
    root,
    '/none.mp4',
  ]
  for (const path of wrong) expect([path, (await start({ paths: [path] })).status]).toEqual([path, 403])
  expect((await start({ paths: [inside], mode: 'move' })).status).toBe(403)
  expect((await start({ paths: [`${inside}\0.mp4`] })).status).toBe(400)
  expect((await start({ paths: [inside], mode: 'copy' })).status).toBe(200)
  await expect.poll(async () => (await client.videos.list({})).total, { timeout: 60_000 }).toBe(1)
  expect(core.credentials.library).toMatch(/^[0-9a-f]{32}$/)
})

test('tokens only: no key opens anything, only listed pages may call, and floods are refused with a time to wait', async () => {
  const { call, tokenOf, port, core } = await serveTokens({ origins: ['https://desk.example'] })
  const token = await tokenOf('read')
  for (const path of ['/', '/?key=', '/api/videos?key=x', '/media/videos/a?pass=x'])
    expect((await call(undefined, path)).status).toBe(401)
  const from = (origin: string, method = 'GET') =>
    ask(port, '/api/videos', { method, headers: { origin, authorization: `Bearer ${token}` } })
  const listed = await from('https://desk.example')
  expect([listed.status, listed.headers['access-control-allow-origin']]).toEqual([200, 'https://desk.example'])
  const exposed = listed.headers['access-control-expose-headers']?.split(',')
  expect(exposed).toEqual(expect.arrayContaining(['etag', 'link', 'content-location', 'upload-offset']))
  const preflight = await ask(port, '/api/videos', {
    method: 'OPTIONS',
    headers: { origin: 'https://desk.example', 'access-control-request-headers': 'authorization' },
  })
  expect([preflight.status, preflight.headers['access-control-allow-headers']]).toEqual([204, 'authorization'])
  for (const origin of ['https://desk.example.evil', 'null', 'http://desk.example'])
    for (const method of ['GET', 'OPTIONS']) {
      const { status, headers } = await from(origin, method)
      expect([origin, status, headers['access-control-allow-origin']]).toEqual([origin, 403, undefined])
    }
  const limits = createRateLimits(false, { calls: { points: 1, duration: 60 }, refusals: { points: 1, duration: 60 } })
  const caller = { user_id: 'mia', scope: 'read', via: 'token' } as const
  await limits.countCall(caller)
  await limits.countCall({ ...caller, user_id: 'noah' })
  await expect(limits.countCall(caller)).rejects.toMatchObject({ code: 'TOO_MANY_REQUESTS' })
  const statuses = await Promise.all(Array.from({ length: 120 }, () => call('a.b.c').then(({ status }) => status)))
  expect(new Set(statuses)).toEqual(new Set([401, 429]))
  expect((await call('a.b.c')).headers.get('retry-after')).toMatch(/^\d+$/)
  expect((await call(token)).status).toBe(200)
  expect(statSync(core.credentials.settingsPath).isFile()).toBe(true)
})

test('a call whose body does not arrive ends', async () => {
  const { core, key } = await serveLibrary()
  const app = createApp(core)
  const listener = await listen(app, { port: 0, bodyMs: 50 })
  onTestFinished(() => listener.close())
  const socket = connect(listener.port, '127.0.0.1')
  const head = [
    'POST /api/workflows HTTP/1.1',
    'host: a',
    'content-type: application/json',
    'content-length: 10',
    '',
    '{',
  ]
  socket.write(head.join('\r\n'))
  await new Promise((resolve) => socket.on('close', resolve).on('error', () => undefined))
  expect(key).not.toBe('')
})

test('the terminal issues, lists and revokes tokens; their secret is for the owner only, and the text is shown once', async () => {
  const folder = join(temporaryFolder(), 'library')
  const config = temporaryFolder()
  const run = async (...args: string[]) => {
    const { code, stdout, stderr } = await startTerminal(['token', ...args, '--library', folder], {
      RUSHES_CONFIG: config,
    }).ended
    return { code, stdout, stderr }
  }
  const created = await run('create', '--user', 'mia', '--expires', '12h', '--scope', 'read', '--json')
  const { id, token, scope } = JSON.parse(created.stdout)
  expect([scope, token.split('.').length]).toEqual(['read', 3])
  const { core } = await openLibrary({ folder, settings: config })
  const own = join(config, 'libraries', core.credentials.library)
  for (const [path, mode] of [
    ['', 0o700],
    ['secret', 0o600],
    [`tokens/${id}.json`, 0o600],
  ] as const)
    expect([path, statSync(join(own, path)).mode & 0o777]).toEqual([path, mode])
  const listed = await run('list')
  expect(listed.stdout).toContain('mia')
  expect(listed.stdout).not.toContain(token)
  expect((await run('revoke', id)).stdout).toBe('Revoked the token of mia.\n')
  expect((await run('list')).stdout).toContain('revoked')
  expect((await run('revoke', '../secret')).code).toBe(3)
  expect((await run('create', '--user', 'mia', '--scope', 'root')).code).toBe(2)
  const serving = startTerminal(['serve', '--host', '0.0.0.0', '--library', folder], { RUSHES_CONFIG: config })
  const { code, stderr } = await serving.ended
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('--host needs --tls-cert and --tls-key, or --behind-proxy.'),
  ])
})
