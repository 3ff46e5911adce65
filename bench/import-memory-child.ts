import { setTimeout as wait } from 'node:timers/promises'
import { openCore } from '../main/core.ts'
import { createLog } from '../main/log.ts'
import { createClient } from '../main/router.ts'
import { isActive, type Job } from '../shared/contract/jobs.ts'
import { importFolder } from './import-folder.ts'

// A process that imports and measures itself: import-memory-child.ts <library> <few> <takes> queued|end. Says in JSON
// what it held.
const [folder = '', few = '', takes = '', until] = process.argv.slice(2)
const core = await openCore({ folder, version: 'bench', log: createLog(undefined, () => undefined) })
const client = createClient(core)
// Idle is a library that has imported something: its threads, which stay, are no part of a queue.
await importFolder(core, few)
globalThis.gc?.()
const idle = process.memoryUsage().rss
let most = idle
const sampling = setInterval(() => {
  most = Math.max(most, process.memoryUsage().rss)
}, 50)
const { id } = await client.imports.start({ paths: [takes], recursive: true })
let job: Job = await client.jobs.get({ id })
let since = 0
while (isActive(job.state)) {
  await wait(100)
  job = await client.jobs.get({ id })
  // Once all is found, a while of work with all that waits.
  if (job.total !== null) since ||= Date.now()
  if (until === 'queued' && since > 0 && Date.now() - since > 20_000 && isActive(job.state))
    await client.jobs.cancel({ id })
}
clearInterval(sampling)
console.log(JSON.stringify({ idle, most, waiting: job.total, done: Math.floor(job.done) }))
await core.close()
