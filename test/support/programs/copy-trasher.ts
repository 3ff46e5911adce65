import { openCore } from '../../../main/core.ts'
import { createLog } from '../../../main/log.ts'
import { createClient } from '../../../main/router.ts'

// A process that takes all copies to the trash, to be killed. Says so when it has begun.
const [folder = ''] = process.argv.slice(2)
const core = await openCore({ folder, version: 'test', log: createLog(undefined, () => undefined) })
const client = createClient(core)
const { version } = await client.duplicates.exact({})
const job = await client.duplicates.trashAllCopies({ version })
process.send?.('begun')
while ((await client.jobs.get({ id: job.id })).finished_at === null) await new Promise((go) => setTimeout(go, 5))
await core.close()
process.disconnect()
