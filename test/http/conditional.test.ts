import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createTurns } from '../../main/http/conditional.ts'
import { importAll, putClip, temporaryFolder } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'

async function serveTakes() {
  const library = await serveLibrary()
  for (const name of ['square.mp4', 'landscape.mp4', 'sound.mp4'] as const)
    await importAll(library.client, { paths: [await putClip(name, join(temporaryFolder(), name))] })
  const { items } = await library.client.videos.list({})
  const path = `/api/videos/${items[0]?.id}`
  const rename = (name: string, etag: string) =>
    library.get(path, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', 'if-match': etag },
      body: JSON.stringify({ name }),
    })
  return { ...library, path, rename }
}

test('a resource that the caller has is not sent again, and one that changed is not overwritten', async () => {
  const { get, path, rename } = await serveTakes()
  const first = await get(path)
  const etag = first.headers.get('etag') ?? ''
  expect(etag).toMatch(/^"[\w-]{22}"$/)
  const again = await get(path, { headers: { 'if-none-match': `"other", ${etag}` } })
  expect([again.status, await again.text(), again.headers.get('etag')]).toEqual([304, '', etag])
  // Three changes are sent with the same If-Match: the first is made, and the others are refused.
  const changes = await Promise.all(['A', 'B', 'C'].map((name) => rename(name, etag)))
  expect(changes.map(({ status }) => status).sort()).toEqual([200, 412, 412])
  const refused = changes.find(({ status }) => status === 412)
  expect([refused?.headers.get('content-type'), (await refused?.json())?.code]).toEqual([
    ...['application/problem+json', 'PRECONDITION_FAILED'],
  ])
  const now = await get(path, { headers: { 'if-none-match': etag } })
  expect([now.status, (await rename('D', '*')).status]).toEqual([200, 200])
  expect((await rename('E', now.headers.get('etag') ?? '')).status).toBe(412)
  const { name } = await (await get(path)).json()
  expect(name).toBe('D')
  const missing = await get('/api/videos/nobody', {
    ...{ method: 'PATCH', body: '{"name":"A"}' },
    headers: { 'content-type': 'application/json', 'if-match': etag },
  })
  expect(missing.status).toBe(404)
  const unreadable = await get('/api/tags/change', {
    ...{ method: 'POST', body: '{"changes":[]}' },
    headers: { 'content-type': 'application/json', 'if-match': etag },
  })
  expect([unreadable.status, (await unreadable.json()).detail]).toEqual([400, expect.stringContaining('If-Match')])
})

test('a slow change holds those of its own resource only', async () => {
  const oneByOne = createTurns()
  const order: string[] = []
  let finish = () => {}
  const slow = oneByOne('/a', async () => {
    await new Promise<void>((resolve) => {
      finish = resolve
    })
    order.push('slow')
    throw new Error('refused')
  })
  const next = oneByOne('/a', async () => order.push('next'))
  await oneByOne('/b', async () => order.push('other'))
  finish()
  await expect(slow).rejects.toThrow('refused')
  await next
  expect(order).toEqual(['other', 'slow', 'next'])
})
