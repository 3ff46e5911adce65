import { dirname } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { createQueryThreads } from '../../../main/database/connection/query-threads.ts'
import { createLog } from '../../../main/log.ts'
import { createThreads } from '../../../main/threads/threads.ts'

// Closes queries of a database while one is answered, then while their thread starts:
// `node test/support/programs/close-while-asking.ts <database>`. Nothing else keeps the process alive.
const [path = ''] = process.argv.slice(2)
const log = createLog(undefined, () => undefined)
for (let count = 0; count < 12; count++) {
  const { queries, end } = open()
  await queries.dataVersion()
  const answer = queries.dataVersion().catch(() => undefined)
  // Some answers arrive while the threads end.
  const untilMs = performance.now() + count / 2
  while (performance.now() < untilMs);
  await end()
  await answer
}
for (let count = 0; count < 15; count++) {
  const { queries, loaded, end } = open()
  const answer = queries.dataVersion().catch(() => undefined)
  await Promise.race([loaded, setTimeout(count * 8)])
  await setTimeout(Math.random() * 6)
  await end()
  await answer
}

function open() {
  const threads = createThreads()
  const { promise: loaded, resolve } = Promise.withResolvers<void>()
  const start = (script: URL) => threads.start(script).once('message', resolve)
  const ignore = () => undefined
  const options = { path, folder: dirname(path), log, onWaiting: ignore, onDamage: ignore }
  const queries = createQueryThreads({ ...options, threads: { ...threads, start } })
  const end = async () => {
    await queries.close()
    await threads.end()
  }
  return { queries, loaded, end }
}
