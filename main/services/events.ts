import { withEventMeta } from '@orpc/server'
import { os } from './calls/implement.ts'

export const events = {
  subscribe: os.events.subscribe.handler(async function* ({ context: { core }, signal, lastEventId }) {
    for await (const { id, event } of core.events.follow(signal, lastEventId)) yield withEventMeta(event, { id })
  }),
}
