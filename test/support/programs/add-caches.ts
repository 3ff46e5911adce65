import { openCore } from '../../../main/core.ts'
import { createClient } from '../../../main/router.ts'

// Another process that fills the caches: `node test/support/programs/add-caches.ts <folder> <prefix> <count>`, analyses
// and processing in turn, a transaction for each row.
const [folder = '', prefix = '', count = '0'] = process.argv.slice(2)
const core = await openCore({ folder, version: 'test' })
const client = createClient(core)
const digest = `sha256:${'a'.repeat(64)}`
for (let index = 0; index < Number(count); index++) {
  const path = `/${prefix}/${index}`
  if (index % 2) {
    const ranges = [{ start: 0, end: 1 }]
    await client.analyses.save({ file_path: path, file_hash: digest, config_hash: `sha256:${'c'.repeat(64)}`, ranges })
  } else {
    const ends = { input_path: path, input_hash: digest, output_path: `${path}.mp4`, output_hash: digest }
    await client.processing.save({ job_id: path, action: 'convert', config_hash: `sha256:${'f'.repeat(64)}`, ...ends })
  }
}
await core.close()
