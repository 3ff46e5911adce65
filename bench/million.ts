import { join } from 'node:path'
import { openCore } from '../main/core.ts'
import { createLog } from '../main/log.ts'
import { createClient } from '../main/router.ts'
import { seedRows } from '../main/services/demo/seed-rows.ts'
import type { Client } from '../shared/contract/index.ts'
import { videoGroupSorts, videoSorts } from '../shared/contract/video-query.ts'
import { databaseOf } from '../test/support/database-of.ts'

/** `RUSHES_BENCH_LIBRARY` names a library that `rushes seed --rows` filled, to save the minutes that it takes. */
const filled = process.env.RUSHES_BENCH_LIBRARY
const rows = 1_000_000
const calls = 30

/** The times of calls in a library of a million takes, beside a bare statement that reads 100 takes. */
export async function benchMillion(folder: string): Promise<void> {
  const log = createLog(undefined, () => undefined)
  const core = await openCore({ folder: filled ?? join(folder, 'million'), version: 'bench', log })
  try {
    if (!filled) await seedRows(core, rows, () => undefined)
    const client = createClient(core)
    const { total } = await client.videos.count({})
    console.log(`${total} takes; p50 and p95 of ${calls} calls in ms`)
    const bare = databaseOf(core).prepare('SELECT * FROM videos ORDER BY rowid DESC LIMIT 100')
    await report('bare statement, 100 takes', async () => void bare.all())
    await pages(client, total)
    for (const sort of videoGroupSorts) await report(`groups by ${sort}`, () => client.videos.groups({ sort }))
    await searches(client)
    await beside(client)
  } finally {
    await core.close()
  }
}

async function pages(client: Client, total: number): Promise<void> {
  for (const sort of videoSorts) {
    const page = { sort, order: 'desc', limit: 100, count: false } as const
    const { items } = await client.videos.list(page)
    const after = items.at(-1)?.id ?? ''
    await report(`sort ${sort}, first page`, () => client.videos.list(page))
    await report(`sort ${sort}, after a row`, () => client.videos.list({ ...page, after }))
    await report(`sort ${sort}, in the middle`, () => client.videos.list({ ...page, offset: total / 2 }))
  }
}

async function searches(client: Client): Promise<void> {
  const filters = {
    word: { search: 'lantern' },
    'one letter': { search: 'l' },
    'two letters': { search: 'la' },
    'word and three filters': { search: 'lantern', codec: 'h264', model: 'sora-2', source_type: 'generated' },
    'tag and word': { search: 'lantern', tags: ['tag 3'] },
  }
  for (const [name, filter] of Object.entries(filters)) {
    await report(`search, ${name}`, () => client.videos.list({ ...filter, limit: 100, count: false }))
    await report(`count, ${name}`, () => client.videos.count(filter))
    await report(`facets, ${name}`, () => client.videos.facets(filter))
  }
  await report('facets of all', () => client.videos.facets({}))
  await report('library', () => client.library.get())
}

/** A page while another client counts facets all the time. */
async function beside(client: Client): Promise<void> {
  let isRunning = true
  const counting = (async () => {
    while (isRunning) await client.videos.facets({})
  })()
  await report('first page while facets are counted', () => client.videos.list({ limit: 100, count: false }))
  isRunning = false
  await counting
}

async function report(name: string, call: () => Promise<unknown>): Promise<void> {
  const times: number[] = []
  for (let count = 0; count < calls; count++) {
    const start = performance.now()
    await call()
    times.push(performance.now() - start)
    // A slow call is not repeated for minutes.
    if (times.reduce((sum, time) => sum + time, 0) > 10_000) break
  }
  times.sort((a, b) => a - b)
  const at = (share: number) => (times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0).toFixed(1)
  console.log(`  ${name.padEnd(40)} ${at(0.5).padStart(9)} ${at(0.95).padStart(9)}`)
}
