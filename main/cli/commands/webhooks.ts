import type { Webhook } from '../../../shared/contract/webhooks.ts'
import { type AddCommand, withLibrary } from '../session.ts'
import { table } from '../table.ts'

/** `rushes webhooks …`: addresses that the events of the library are sent to. */
export const webhooksCommand: AddCommand = (program) => {
  const webhooks = program
    .command('webhooks')
    .description('addresses that the events of the library are sent to: list, create, remove')
  webhooks
    .command('list')
    .description('list the webhooks with their last delivery')
    .action(async (_options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const found = await client.webhooks.list()
        answer(found, () => asText(found))
      })
    })
  webhooks
    .command('create')
    .description('send events to an address; the secret that signs them is printed once')
    .argument('<url>', 'address that takes a POST')
    .action(async (url: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const created = await client.webhooks.create({ url })
        answer(created, () => created.secret)
      })
    })
  webhooks
    .command('remove')
    .description('stop sending events to an address')
    .argument('<id>')
    .action(async (id: string, _options, command) => {
      await withLibrary(command, async ({ client, answer }) => {
        const removed = await client.webhooks.remove({ id })
        answer(removed, () => `No events are sent to ${removed.url} any more.`)
      })
    })
}

function asText(webhooks: readonly Webhook[]): string {
  if (webhooks.length === 0) return 'No webhooks. Create one with “rushes webhooks create <url>”.'
  const rows = webhooks.map(({ id, url, deliveries: [last] }) => [
    id,
    url,
    last === undefined ? 'nothing sent yet' : `${last.at} ${last.error ?? 'accepted'}`,
  ])
  return table([['id', 'address', 'last delivery (UTC)'], ...rows])
}
