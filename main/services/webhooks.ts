import { randomUUID } from 'node:crypto'
import { webhooks as calls, type Webhook } from '../../shared/contract/webhooks.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { toTimestamp } from '../database/connection/timestamp.ts'
import { endDryRun } from '../database/journal/dry-run.ts'
import { shownWebhook } from '../storage/webhook-files.ts'
import type { Caller } from './calls/caller.ts'
import { implementCalls } from './calls/implement.ts'
import { badField } from './calls/input.ts'
import { leadsInside } from './webhooks/post.ts'
import { createSecret } from './webhooks/sign-message.ts'

const os = implementCalls({ webhooks: calls })

async function list({ credentials: { webhooks } }: Core): Promise<Webhook[]> {
  const addresses = await webhooks.list()
  return await Promise.all(addresses.map(async (one) => shownWebhook(one, await webhooks.progressOf(one.id))))
}

async function create({ credentials, clock, events }: Core, text: string, { via }: Caller) {
  const url = new URL(text)
  if (url.username || url.password) throw badField('url', 'An address with a password is not kept. Leave it out.')
  const is_local = await leadsInside(url)
  if (is_local && via === 'token')
    throw badField('url', `${url.hostname} is in a private network. Add it on the library’s computer.`)
  const address = {
    id: randomUUID(),
    url: url.href,
    created_at: toTimestamp(clock()),
    is_local,
    secret: createSecret(),
  }
  await credentials.webhooks.add(address, { last_event_id: events.lastId(), deliveries: [] })
  return { ...shownWebhook(address), secret: address.secret }
}

async function remove({ credentials: { webhooks } }: Core, id: string): Promise<Webhook> {
  const address = (await webhooks.list()).find((one) => one.id === id)
  if (!address) throw new RushesError('NOT_FOUND', `Webhook not found: ${id}.`)
  const shown = shownWebhook(address, await webhooks.progressOf(id))
  endDryRun([{ tbl: 'webhooks', op: 'delete', rows: 1 }])
  await webhooks.remove(id)
  return shown
}

export const webhooks = {
  list: os.webhooks.list.handler(({ context: { core } }) => list(core)),
  create: os.webhooks.create.handler(({ input, context: { core, caller } }) => create(core, input.url, caller)),
  remove: os.webhooks.remove.handler(({ input, context: { core } }) => remove(core, input.id)),
}
