import { openCore } from '../../../main/core.ts'

// Another process that writes: `node test/support/programs/add-videos.ts <folder> <prefix> <count>`, a transaction for
// each row.
const [folder = '', prefix = '', count = '0'] = process.argv.slice(2)
const core = await openCore({ folder, version: 'test' })
for (let index = 0; index < Number(count); index++) {
  const name = `${prefix} ${index}`
  const row = { id: name, name, file_path: `/${name}`, file_hash: name, size_bytes: 1, source_type: 'generated' }
  await core.write(async ({ db }) => {
    await db.selectFrom('videos').select('id').limit(1).execute()
    await db.insertInto('videos').values(row).execute()
  })
}
await core.close()
