import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createApp } from '../../main/http/app.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { type ServedLibrary, serveLibrary } from '../support/listen.ts'

const json = { 'content-type': 'application/json' }

async function serveTake(): Promise<ServedLibrary & { id: string }> {
  const library = await serveLibrary()
  await importAll(library.client, { paths: [await putClip('square.mp4', join(temporaryFolder(), 'take.mp4'))] })
  const { items } = await library.client.videos.list({})
  return { ...library, id: items[0]?.id ?? '' }
}

test('everything that a caller sends is taken or refused, with the nearest known name', async () => {
  const { get, client, id } = await serveTake()
  const refused: [string, RequestInit, number, string, string][] = [
    ['/api/videos?serach=lamp', {}, 422, 'UNKNOWN_FIELD', 'This call has no field “serach”. Did you mean “search”?'],
    ['/api/videos?status=1', {}, 422, 'UNKNOWN_FIELD', 'This call has no field “status”.'],
    ['/api/library?name=1', {}, 422, 'UNKNOWN_FIELD', 'This call has no field “name”. It takes none.'],
    [
      `/api/videos/${id}`,
      { method: 'PATCH', headers: json, body: '{"name":"A","raiting":3}' },
      422,
      'UNKNOWN_FIELD',
      'This call has no field “raiting”. It takes id, name.',
    ],
    [
      '/api/videos/rate',
      { method: 'POST', headers: json, body: `{"ratings":[{"ids":["${id}"],"rating":3,"id":"x"}]}` },
      422,
      'UNKNOWN_FIELD',
      'This call has no field “ratings.0.id”. Did you mean “ids”?',
    ],
    [
      `/api/videos/${id}?name=B`,
      { method: 'PATCH' },
      422,
      'UNKNOWN_FIELD',
      'A PATCH takes no query, so “name” would be ignored. Send it as JSON in the body.',
    ],
    [
      `/api/videos/${id}`,
      // As curl does with -d.
      { method: 'PATCH', headers: { 'content-type': 'application/x-www-form-urlencoded' }, body: '{"name":"C"}' },
      415,
      'WRONG_CONTENT_TYPE',
      'The body is application/x-www-form-urlencoded. Send JSON',
    ],
    ['/api/videos', { method: 'DELETE' }, 405, 'WRONG_METHOD', '/api/videos takes GET or POST, not DELETE.'],
    [`/api/videos/${id}`, { method: 'PUT' }, 405, 'WRONG_METHOD', 'takes GET or PATCH, not PUT.'],
    [`/media/videos/${id}`, { method: 'POST' }, 405, 'WRONG_METHOD', 'takes GET, not POST.'],
    ['/api/media', { method: 'PATCH' }, 405, 'WRONG_METHOD', '/api/media takes GET or POST, not PATCH.'],
    ['/uploads', {}, 405, 'WRONG_METHOD', '/uploads takes POST, not GET.'],
    ['/api/nothing', {}, 404, 'NOT_FOUND', 'Nothing is served at /api/nothing.'],
    ['/api/videos/nobody', {}, 404, 'NOT_FOUND', 'Video not found: nobody.'],
    ['/media/posters/nobody', {}, 404, 'NOT_FOUND', 'Video not found: nobody.'],
    ['/api/videos?limit=0', {}, 400, 'BAD_INPUT', 'limit: '],
    ['/uploads', { method: 'POST' }, 400, 'BAD_INPUT', 'name: is missing.'],
  ]
  for (const [path, init, status, code, message] of refused) {
    const answer = await get(path, init)
    expect([path, answer.headers.get('content-type')]).toEqual([path, 'application/problem+json'])
    const problem = await answer.json()
    expect([path, problem]).toEqual([
      path,
      expect.objectContaining({ type: 'about:blank', status, code, detail: expect.stringContaining(message) }),
    ])
    expect([path, answer.status, problem.message]).toEqual([path, status, problem.detail])
    if (status === 405) expect(answer.headers.get('allow')).toMatch(/^(GET|POST)(, PATCH|, POST)?$/)
  }
  expect((await client.videos.get({ id })).name).toBe('take')
})

test('a call without a body needs no content type, and HEAD answers as GET', async () => {
  const { get, id } = await serveTake()
  expect((await get('/api/embedded/reread', { method: 'POST' })).status).toBe(200)
  const head = await get(`/api/videos/${id}`, { method: 'HEAD' })
  expect([head.status, head.headers.get('content-type'), await head.text()]).toEqual([200, 'application/json', ''])
})

test('the OpenAPI document has all that is served to programs, its errors and its security', async () => {
  const { core, get } = await serveLibrary()
  const document = await (await get('/api/openapi.json')).json()
  expect(document).toMatchObject({ openapi: '3.1.1', security: [{ key: [] }] })
  const served = createApp(core)
    .routes.filter(({ path, method }) => /^\/(media|uploads|api\/media\/)/.test(path) && method !== 'ALL')
    .map(({ path, method }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`)
  expect(served.length).toBeGreaterThan(5)
  for (const route of served) {
    const [method = '', path = ''] = route.split(' ')
    expect([route, document.paths[path]?.[method.toLowerCase()]]).toEqual([route, expect.any(Object)])
  }
  for (const item of Object.values<Record<string, { responses?: Record<string, unknown> }>>(document.paths)) {
    for (const { responses } of Object.values(item)) {
      if (!responses) continue
      for (const [status, response] of Object.entries(responses))
        if (status === 'default' || Number(status) >= 400)
          expect(JSON.stringify(response)).toMatch(
            /problem\+json.*#\/components\/schemas\/Problem|^{"description":"The file/,
          )
    }
  }
})
