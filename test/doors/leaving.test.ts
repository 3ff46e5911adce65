import { MessageChannel } from 'node:worker_threads'
import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCHandler } from '@orpc/server/message-port'
import { expect, test } from 'vitest'
import type { Core } from '../../main/core.ts'
import { router } from '../../main/router.ts'
import { personHere } from '../../main/services/calls/caller.ts'
import type { CoreEvent } from '../../shared/contract/events.ts'
import type { Client } from '../../shared/contract/index.ts'
import { openLibrary } from '../support/library.ts'
import { serveLibrary } from '../support/listen.ts'

/** Counts who listens to the events of a core, without changing what they hear. */
function countListeners(core: Core): () => number {
  const { events } = core
  const { follow } = events
  let count = 0
  events.follow = async function* (signal, after) {
    count++
    try {
      yield* follow(signal, after)
    } finally {
      count--
    }
  }
  return () => count
}

test('a window that is closed or reloaded is not told of events any more', async () => {
  const { core } = await openLibrary()
  const listeners = countListeners(core)
  const { port1, port2 } = new MessageChannel()
  new RPCHandler(router).upgrade(port1, { context: { core, caller: personHere('window') } })
  port1.start()
  port2.start()
  const client: Client = createORPCClient(new PortLink({ port: port2 }))
  const next = (await client.events.subscribe()).next().catch(() => undefined)
  await expect.poll(listeners).toBe(1)
  port2.close()
  await expect.poll(listeners).toBe(0)
  await next
})

test.for(['/rpc/events/subscribe', '/api/events'])(
  'a browser that leaves %s is not told of events any more',
  async (path) => {
    const { core, get, warnings } = await serveLibrary()
    const listeners = countListeners(core)
    const leaving = new AbortController()
    const answer = await get(path, { signal: leaving.signal })
    expect(answer.headers.get('content-type')).toContain('text/event-stream')
    const reading = answer.text().catch(() => undefined)
    await expect.poll(listeners).toBe(1)
    leaving.abort()
    await reading
    core.events.changed(['videos'])
    await expect.poll(listeners).toBe(0)
    expect(warnings).toEqual([])
  },
)

test('listening ends with the library', async () => {
  const { core, client } = await openLibrary()
  const heard: CoreEvent[] = []
  const listening = (async () => {
    for await (const event of await client.events.subscribe()) heard.push(event)
  })()
  core.events.changed(['jobs'])
  await expect.poll(() => heard).toHaveLength(1)
  core.events.changed(['videos'])
  await core.close()
  await listening
  expect(heard).toContainEqual({ type: 'changed', topics: ['videos'] })
})
