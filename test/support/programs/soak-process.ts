import { randomBytes, randomUUID } from 'node:crypto'
import { appendFile, copyFile, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { openCore } from '../../../main/core.ts'
import { createLog } from '../../../main/log.ts'
import { createClient } from '../../../main/router.ts'

/** Changes a library at random until it is killed, and reports each change to its parent. */
const [folder = '', source = ''] = process.argv.slice(2)
const core = await openCore({ folder, version: 'bench', log: createLog(undefined, () => undefined) })
const client = createClient(core)

const below = (count: number) => Math.floor(Math.random() * count)
const oneOf = <T>(values: readonly T[]): T | undefined => values[below(values.length)]
const tags = ['dusk', 'dawn', 'ferry', 'harbour', 'rain']

async function someIds(): Promise<string[]> {
  const { items } = await client.videos.list({ limit: 200 })
  return items.map(({ id }) => id).filter(() => Math.random() < 0.2)
}

/** Imports a clip with bytes that no other file has. */
async function importOne(): Promise<unknown> {
  const name = oneOf(await readdir(source)) ?? ''
  const path = join(source, '..', `${randomUUID()}.mp4`)
  await copyFile(join(source, name), path)
  await appendFile(path, randomBytes(64))
  return await client.imports.start({ paths: [path], mode: oneOf(['copy', 'move', 'reference']) })
}

async function restoreSome(): Promise<unknown> {
  const { items } = await client.trash.list({ limit: 20 })
  return items.length > 0 && (await client.trash.restore({ items: items.map(({ kind, id }) => ({ kind, id })) }))
}

async function rename(): Promise<unknown> {
  const id = oneOf(await someIds())
  return id !== undefined && (await client.videos.rename({ id, name: `Take ${below(1000)}` }))
}

async function collect(): Promise<unknown> {
  return await client.collections.save({ name: `Reel ${randomUUID()}`, video_ids: await someIds() })
}

const definition = '{"nodes":[{"id":"a","type":"Sora2Video"}]}'

const operations: (() => Promise<unknown>)[] = [
  importOne,
  async () => client.tags.change({ changes: [{ ids: await someIds(), add: [oneOf(tags) ?? ''] }] }),
  async () => client.tags.change({ changes: [{ ids: await someIds(), remove: [oneOf(tags) ?? ''] }] }),
  async () => client.videos.rate({ ratings: [{ ids: await someIds(), rating: 1 + below(5) }] }),
  rename,
  collect,
  async () => client.videos.remove({ ids: (await someIds()).slice(0, 3) }),
  restoreSome,
  async () => Math.random() < 0.2 && client.trash.empty({}),
  async () => client.workflows.create({ name: `Workflow ${below(50)}`, definition }),
  async () => client.history.undo({}),
  async () => client.history.redo({}),
  async () => Math.random() < 0.1 && client.backups.create(),
  async () => client.verification.start({ full: Math.random() < 0.2 }),
]

for (;;) {
  try {
    await oneOf(operations)?.()
    process.send?.('done')
  } catch {
    // The row was changed by another process, or there is nothing to undo.
    process.send?.('refused')
  }
}
