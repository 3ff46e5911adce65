import { openCore } from '../../../main/core.ts'
import { createLog } from '../../../main/log.ts'
import { createClient } from '../../../main/router.ts'
import type { ImportMode } from '../../../shared/contract/imports.ts'

// A process that imports, to be killed: it goes on with the import that was cut off before, or begins it. Says so when
// it has begun.
const [folder = '', takes = '', mode] = process.argv.slice(2)
const core = await openCore({ folder, version: 'test', log: createLog(undefined, () => undefined) })
const client = createClient(core)
await core.jobs.reconcile()
const [last] = await client.jobs.list({ limit: 1 })
const job =
  last?.state === 'interrupted'
    ? await client.imports.restart({ job_id: last.id })
    : await client.imports.start({ paths: [takes], mode: mode as ImportMode })
process.send?.('begun')
while ((await client.jobs.get({ id: job.id })).finished_at === null) await new Promise((go) => setTimeout(go, 5))
await core.close()
process.disconnect()
