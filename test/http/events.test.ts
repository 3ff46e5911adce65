import { expect, test } from 'vitest'
import { topics } from '../../shared/contract/events.ts'
import { databaseOf } from '../support/database-of.ts'
import { type ServedLibrary, serveLibrary } from '../support/listen.ts'

interface Sent {
  id: string
  data: { type: string; topics?: string[] }
}

/** Follows the events of a server until `count` have come, after the one with the id `after`. */
async function follow({ get }: ServedLibrary, count: number, after?: string, onOpen?: () => unknown): Promise<Sent[]> {
  const stop = new AbortController()
  const headers: Record<string, string> = after === undefined ? {} : { 'last-event-id': after }
  const answer = await get('/api/events', { headers, signal: stop.signal })
  expect(answer.headers.get('content-type')).toContain('text/event-stream')
  const [sent, opened]: [Sent[], unknown] = [[], onOpen?.()]
  let text = ''
  for await (const chunk of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const messages = (text + chunk).split('\n\n')
    text = messages.pop() ?? ''
    for (const message of messages) {
      const [id, data] = [/^id: ?(.+)$/m.exec(message)?.[1], /^data: ?(.+)$/m.exec(message)?.[1]]
      if (id !== undefined && data !== undefined) sent.push({ id, data: JSON.parse(data) })
    }
    if (sent.length >= count) break
  }
  stop.abort()
  await opened
  return sent
}

test('a listener that comes back gets all that it missed, also what other processes wrote', async () => {
  const library = await serveLibrary()
  const { core } = library
  const [first] = await follow(library, 1, undefined, () => core.events.changed(['workflows']))
  expect(first?.data).toEqual({ type: 'changed', topics: ['workflows'] })
  // While nobody listens: a write of this process, and one of another.
  await core.write(async ({ touch }) => touch('watched'))
  databaseOf(core).exec("INSERT INTO workflows (id, name, definition) VALUES ('w', 'Theirs', '{}')")
  const heard = new Set<string>()
  let last = first?.id
  while (!heard.has('executions')) {
    const [next] = await follow(library, 1, last)
    for (const topic of next?.data.topics ?? []) heard.add(topic)
    last = next?.id
  }
  expect([...heard]).toEqual(expect.arrayContaining(['watched', ...topics]))
  for (const unknown of ['another-run.3', `${first?.id}99999`]) {
    const [all] = await follow(library, 1, unknown)
    expect(all?.data).toEqual({ type: 'changed', topics: [...topics] })
  }
})
