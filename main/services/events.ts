import { withEventMeta } from '@orpc/server'
import { events as calls } from '../../shared/contract/events.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ events: calls })

export const events = {
  subscribe: os.events.subscribe.handler(async function* ({ context: { core }, signal, lastEventId }) {
    for await (const { id, event } of core.events.follow(signal, lastEventId)) yield withEventMeta(event, { id })
  }),
}
