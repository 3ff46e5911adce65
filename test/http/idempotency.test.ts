import { hostname } from 'node:os'
import { expect, test, vi } from 'vitest'
import { answerOnce } from '../../main/services/calls/answer-once.ts'
import { personHere } from '../../main/services/calls/caller.ts'
import { databaseOf } from '../support/database-of.ts'
import { openLibrary } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'

test('a POST with an Idempotency-Key is made once, and its response repeated', async () => {
  const library = await serveLibrary()
  const post = (key: string, name: string, path = '/api/workflows') =>
    library.get(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': key },
      body: JSON.stringify({ name, definition: { nodes: [] } }),
    })
  const both = await Promise.all([post('a', 'One'), post('a', 'One')])
  const [made] = both.filter(({ status }) => status === 200)
  // The second one came while the first one ran, or after it.
  for (const { status, headers } of both)
    expect(status === 409 || headers.has('idempotency-replayed') || status === 200).toBe(true)
  const first = await made?.json()
  const again = await post('a', 'One')
  expect([again.status, again.headers.get('idempotency-replayed'), await again.json()]).toEqual([200, 'true', first])
  const other = await post('a', 'Two')
  expect([other.status, (await other.json()).code]).toEqual([422, 'KEY_REUSED'])
  expect((await post('a', 'One', '/api/workflows?dryRun=true')).status).toBe(422)
  expect((await library.client.workflows.list({})).items.map(({ name }) => name)).toEqual(['One'])
  // A call that failed changed nothing, so it may be made again with its key.
  expect([(await post('b', '')).status, (await post('b', 'Three')).status]).toEqual([400, 200])
  expect((await post('x'.repeat(256), 'Four')).status).toBe(400)
})

test('a key is refused while its call runs, taken over from a process that ended, and forgotten after a day', async () => {
  let time = new Date('2026-03-14T10:00:00Z')
  const { core } = await openLibrary({ clock: () => time })
  const call = { key: 'k', caller: personHere('terminal'), request_hash: 'one' }
  let finish: (text: string) => void = () => undefined
  const running = answerOnce(core, call, () => new Promise((resolve) => (finish = resolve)))
  const claimed = () => databaseOf(core).prepare('SELECT count(*) FROM idempotency_keys').pluck().get()
  await vi.waitFor(() => expect(claimed()).toBe(1))
  await expect(answerOnce(core, call, async () => 'second')).rejects.toMatchObject({ code: 'CONFLICT' })
  finish('first')
  expect(await running).toEqual({ isRepeated: false, response: 'first' })
  expect(await answerOnce(core, call, async () => 'second')).toEqual({ isRepeated: true, response: 'first' })
  const other = { ...call, caller: { ...personHere('terminal'), via: 'token', user_id: 'mia' } } as const
  expect((await answerOnce(core, other, async () => 'theirs')).response).toBe('theirs')
  databaseOf(core).exec(`UPDATE idempotency_keys SET response = NULL, owner = '${hostname()}:4194305:1'`)
  expect((await answerOnce(core, call, async () => 'after a crash')).response).toBe('after a crash')
  time = new Date('2026-03-15T10:00:01Z')
  expect((await answerOnce(core, { ...call, request_hash: 'two' }, async () => 'a day later')).isRepeated).toBe(false)
  expect(claimed()).toBe(1)
})
