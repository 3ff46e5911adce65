import { dirname } from 'node:path'
import { createQueryThreads } from '../../../main/database/connection/query-threads.ts'
import { createLog } from '../../../main/log.ts'
import { createThreads } from '../../../main/threads/threads.ts'

// Closes queries of a database while one is answered: `node test/support/programs/close-while-asking.ts <database>`.
// Nothing else keeps the process alive.
const [path = ''] = process.argv.slice(2)
const log = createLog(undefined, () => undefined)
for (let count = 0; count < 12; count++) {
  const threads = createThreads()
  const queries = createQueryThreads({
    path,
    folder: dirname(path),
    threads,
    log,
    onWaiting: () => undefined,
    onDamage: () => undefined,
  })
  await queries.dataVersion()
  const answer = queries.dataVersion().catch(() => undefined)
  // Some answers arrive while the threads end.
  const untilMs = performance.now() + count / 2
  while (performance.now() < untilMs);
  await queries.close()
  await threads.end()
  await answer
}
