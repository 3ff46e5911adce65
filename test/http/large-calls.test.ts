import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/fetch'
import { expect, test } from 'vitest'
import type { Client } from '../../shared/contract/index.ts'
import { hashOf } from '../support/caches.ts'
import { type ServedLibrary, serveLibrary } from '../support/listen.ts'

const hundredMegabytes = 'x'.repeat(100e6)
const key = { file_path: '/a', file_hash: hashOf('a'), config_hash: hashOf('c') }
const tooLarge = 'The call could not be read: it is larger than'

const browser = ({ url, key: access }: ServedLibrary): Client =>
  createORPCClient(new RPCLink({ url: `${url}/rpc`, headers: { authorization: `Bearer ${access}` } }))

test('100 MB of JSON are refused in a sentence by both doors of HTTP, and the server goes on', async () => {
  const library = await serveLibrary()
  const body = JSON.stringify({ ...key, metadata: { hundredMegabytes } })
  const headers = { 'content-type': 'application/json' }
  const answer = await library.get('/api/analyses', { method: 'PUT', body, headers })
  expect([answer.status, await answer.json()]).toMatchObject([
    400,
    { code: 'BAD_INPUT', message: expect.stringContaining(tooLarge) },
  ])
  const call = browser(library).analyses.save({ ...key, metadata: { hundredMegabytes } })
  await expect(call).rejects.toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(tooLarge) })
  expect((await library.client.analyses.list({})).total).toBe(0)
  expect((await library.get('/api/analyses')).status).toBe(200)
})

test('a call whose size nobody says is cut off as well', async () => {
  const library = await serveLibrary()
  const chunk = new TextEncoder().encode('['.repeat(2 ** 20))
  let sent = 0
  const body = new ReadableStream({
    pull(controller) {
      if (sent++ < 200) controller.enqueue(chunk)
      else controller.close()
    },
  })
  const init = { method: 'PUT', body, duplex: 'half', headers: { 'content-type': 'application/json' } }
  const answer = await library.get('/api/analyses', init as RequestInit)
  expect(await answer.json()).toMatchObject({ code: 'BAD_INPUT', message: expect.stringContaining(tooLarge) })
  expect((await library.get('/api/analyses')).status).toBe(200)
})

test('more than a row may hold is refused with the field, in a call that could be read', async () => {
  const library = await serveLibrary()
  const metadata = { text: 'x'.repeat(17 * 2 ** 20) }
  for (const client of [library.client, browser(library)]) {
    await expect(client.analyses.save({ ...key, metadata })).rejects.toMatchObject({
      code: 'BAD_INPUT',
      message: expect.stringMatching(/^ranges: 17\.8 MB of JSON is more than the 16\.8 MB/),
    })
  }
})

test('JSON that is nested without end is refused', async () => {
  const library = await serveLibrary()
  const depth = 200_000
  const body = `{"config":${'['.repeat(depth)}${']'.repeat(depth)}}`
  const headers = { 'content-type': 'application/json' }
  const answer = await library.get('/api/configurations/hash', { method: 'POST', body, headers })
  expect(await answer.json()).toMatchObject({ code: 'BAD_INPUT' })
  expect((await library.get('/api/analyses')).status).toBe(200)
})
