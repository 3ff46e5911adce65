import { createHmac } from 'node:crypto'
import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { Core } from '../../main/core.ts'
import { createClient } from '../../main/router.ts'
import { isInnerAddress, post } from '../../main/services/webhooks/post.ts'
import { sendWebhooks, webhookTimes } from '../../main/services/webhooks/send-webhooks.ts'
import { topics } from '../../shared/contract/events.ts'
import { openLibrary, temporaryFolder } from '../support/library.ts'

interface Received {
  headers: IncomingHttpHeaders
  body: string
  events: { id: string; type: string; topics?: string[] }[]
}

/** Receives messages; `answers` are the statuses of the first ones, the others get 204. */
async function receiver(answers: number[] = []) {
  const received: Received[] = []
  const server = createServer(async (request, response: ServerResponse) => {
    const body = await text(request)
    received.push({ headers: request.headers, body, events: JSON.parse(body).events })
    const status = answers.shift() ?? 204
    response.writeHead(status, status === 302 ? { location: '/elsewhere' } : {}).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close().closeAllConnections())
  return { received, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook` }
}

const quick = { ...webhookTimes, poll: 20, between: 10, retry: 20 }
const soon = { timeout: 20_000, interval: 20 }

function sending(core: Core) {
  const sender = sendWebhooks(core, quick)
  onTestFinished(() => sender.close())
  return sender
}

test('events are signed, sent again until they are accepted, and sent on after a restart', async () => {
  const settings = temporaryFolder()
  const { core, client, folder } = await openLibrary({ settings })
  const { received, url } = await receiver([500, 302])
  const { secret, ...webhook } = await client.webhooks.create({ url })
  expect(webhook).toMatchObject({ url, is_local: true, deliveries: [] })
  const sender = sending(core)
  await core.write(async ({ touch }) => touch('watched'))
  await vi.waitFor(() => expect(received).toHaveLength(3), soon)
  const [first, , third] = received
  // Each attempt is the same message.
  expect(third?.body).toBe(first?.body)
  expect(third?.headers['webhook-id']).toBe(first?.headers['webhook-id'])
  expect(third?.events).toMatchObject([{ type: 'changed', topics: ['watched'] }])
  const { 'webhook-id': id, 'webhook-timestamp': time, 'webhook-signature': signature } = third?.headers ?? {}
  const key = Buffer.from(secret.replace('whsec_', ''), 'base64')
  expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${time}.${third?.body}`).digest('base64')}`)
  await vi.waitFor(async () => expect((await client.webhooks.list())[0]?.deliveries).toHaveLength(3), soon)
  const [listed] = await client.webhooks.list()
  expect(listed?.deliveries).toMatchObject([
    { attempt: 3, status: 204, error: null, next_attempt_at: null },
    { attempt: 2, status: 302, error: 'The address answered 302.' },
    { attempt: 1, status: 500, error: 'The address answered 500.' },
  ])
  expect(JSON.stringify(listed)).not.toContain(secret)

  // A second process that has the same library open sends nothing, and takes over when the first one ends.
  const other = await openLibrary({ folder, settings })
  sending(other.core)
  await other.client.searches.save({ name: 'Night', query: 'night' })
  await vi.waitFor(
    () => expect(received.at(-1)?.events.at(-1)?.topics).toEqual(expect.arrayContaining([...topics])),
    soon,
  )
  const ids = received.slice(2).map(({ headers }) => headers['webhook-id'])
  expect(new Set(ids).size).toBe(ids.length)
  await sender.close()
  const before = received.length
  await vi.waitFor(() => expect(received.length).toBeGreaterThan(before), soon)
  // The other process does not know the events of the first one, so all topics count as changed.
  expect(received[before]?.events[0]).toMatchObject({ type: 'changed', topics: [...topics] })

  expect((await client.webhooks.remove({ id: webhook.id })).url).toBe(url)
  expect(await client.webhooks.list()).toEqual([])
})

test('only the person at the computer may add an address of its network, and no message leaves for one otherwise', async () => {
  const { core, client } = await openLibrary({ settings: temporaryFolder() })
  const remote = createClient(core, { user_id: 'mia', scope: 'admin', via: 'token' })
  const inner = ['127.0.0.1', '127.1', '0x7f000001', 'localhost', '10.1.2.3', '169.254.169.254', '[::1]', '[fd00::1]']
  for (const host of [...inner, '[::ffff:10.0.0.1]', '[64:ff9b::a00:1]', '0.0.0.0', '100.64.0.1'])
    await expect(remote.webhooks.create({ url: `http://${host}:9/` }), host).rejects.toThrow('is in a private network')
  for (const url of ['file:///etc/passwd', 'ftp://example.com/', 'nothing'])
    await expect(client.webhooks.create({ url }), url).rejects.toMatchObject({ code: 'BAD_INPUT' })
  await expect(client.webhooks.create({ url: 'http://me:secret@127.0.0.1/' })).rejects.toThrow('with a password')
  for (const address of ['8.8.8.8', '1.1.1.1', '2606:4700::1111']) expect(isInnerAddress(address)).toBe(false)
  const { received, url } = await receiver()
  const { signal } = new AbortController()
  // The name is resolved for the connection, which is refused there too.
  for (const address of [url, url.replace('127.0.0.1', 'localhost')])
    await expect(post({ url: address, isLocal: false, headers: {}, body: '{}', signal })).rejects.toThrow(
      'leads into a private network',
    )
  expect(received).toEqual([])
})
