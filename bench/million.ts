import { copyFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { type Core, openCore } from '../main/core.ts'
import { createLog } from '../main/log.ts'
import { createClient } from '../main/router.ts'
import { seedRows } from '../main/services/demo/seed-rows.ts'
import type { Client } from '../shared/contract/index.ts'
import { videoGroupSorts, videoSorts } from '../shared/contract/video-query.ts'
import { manyClips } from '../test/support/clips.ts'
import { databaseOf } from '../test/support/database-of.ts'
import { holdLock, repeat } from './beside.ts'
import { importFolder } from './import-folder.ts'
import { quantile } from './measure.ts'

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
    console.log(`${total} takes; p50 and p95 of ${calls} calls in ms, and CPU ms of all threads per call`)
    const bare = databaseOf(core).prepare('SELECT * FROM videos ORDER BY rowid DESC LIMIT 100')
    await report('bare statement, 100 takes', async () => void bare.all())
    await core.facets.prepare()
    const newest = () => client.videos.list({ sort: 'added', order: 'desc', limit: 100, count: false })
    await report('the first pages of this process', newest)
    // The code of a page is compiled while it is asked for the first times.
    for (let count = 0; count < 5 * calls; count++) await newest()
    await pages(core, client, total)
    for (const sort of videoGroupSorts) await report(`groups by ${sort}`, () => client.videos.groups({ sort }))
    await searches(client)
    await beside(core, client, folder, total)
  } finally {
    await core.close()
  }
}

async function pages(core: Core, client: Client, total: number): Promise<void> {
  for (const sort of videoSorts) {
    if (sort === 'collection') continue
    const page = { sort, order: 'desc', limit: 100, count: false } as const
    const { items } = await client.videos.list(page)
    const after = items.at(-1)?.id ?? ''
    await report(`sort ${sort}, first page`, () => client.videos.list(page))
    await report(`sort ${sort}, after a row`, () => client.videos.list({ ...page, after }))
    const start = performance.now()
    if (sort !== 'added') await core.orders.prepare(sort)
    const orderMs = performance.now() - start
    if (sort !== 'added')
      console.log(`  ${`sort ${sort}, its order read once`.padEnd(40)} ${orderMs.toFixed(1).padStart(9)}`)
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
    'a word without another': { query: 'ferry -dusk' },
    'a word or a model': { query: 'ferry OR model:veo' },
  }
  for (const [name, filter] of Object.entries(filters)) {
    await report(`search, ${name}`, () => client.videos.list({ ...filter, limit: 100, count: false }))
    await report(`count, ${name}`, () => client.videos.count(filter))
    await report(`facets, ${name}`, () => client.videos.facets(filter))
  }
  await report('facets of all', () => client.videos.facets({}))
  await report('library', () => client.library.get())
}

/** Pages while facets are counted, copies are recorded and another program takes the write lock, all at once. */
async function beside(core: Core, client: Client, folder: string, total: number): Promise<void> {
  const clips = await manyClips(join(folder, 'known'), 100)
  await importFolder(core, join(folder, 'known'))
  const copies = join(folder, 'copies')
  mkdirSync(copies)
  for (let index = 0; index < 20_000; index++)
    copyFileSync(clips[index % clips.length] ?? '', join(copies, `copy-${index}.mp4`))
  const facets = repeat(() => client.videos.facets({ search: 'lantern', codec: 'h264' }))
  const lock = holdLock(core.layout.database)
  const delay = monitorEventLoopDelay({ resolution: 1 })
  let isImported = false
  const importing = importFolder(core, copies).then(() => {
    isImported = true
  })
  delay.enable()
  const page = { limit: 100, count: false } as const
  const after = (await client.videos.list(page)).items.at(-1)?.id ?? ''
  const pages = {
    'first page': page,
    'page after a row': { ...page, after },
    'page in the middle': { ...page, offset: total / 2 },
    'page in the middle by model': { ...page, sort: 'model', offset: total / 2 },
    'page of a word': { ...page, search: 'lantern' },
  } as const
  const times: number[] = []
  for (const [name, asked] of Object.entries(pages))
    times.push(...(await report(`${name}, beside all`, () => client.videos.list(asked))))
  while (!isImported && times.length < 2000) times.push(await timeOf(() => client.videos.list(page)))
  print('any page, beside all', times)
  console.log(`  longest block of the answering thread ${(delay.max / 1e6).toFixed(1)} ms`)
  await Promise.all([importing, facets.stop(), lock.stop()])
}

async function timeOf(call: () => Promise<unknown>): Promise<number> {
  const start = performance.now()
  await call()
  return performance.now() - start
}

async function report(name: string, call: () => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  const start = process.cpuUsage()
  for (let count = 0; count < calls; count++) {
    times.push(await timeOf(call))
    // A slow call is not repeated for minutes.
    if (times.reduce((sum, time) => sum + time, 0) > 10_000) break
  }
  const { user, system } = process.cpuUsage(start)
  print(name, times, (user + system) / 1000 / times.length)
  return times
}

function print(name: string, times: readonly number[], cpuMs?: number): void {
  const cpu = cpuMs?.toFixed(1).padStart(9) ?? ''
  console.log(`  ${name.padEnd(40)} ${quantile(times, 0.5).padStart(9)} ${quantile(times, 0.95).padStart(9)} ${cpu}`)
}
