import { join } from 'node:path'
import { openCore } from '../main/core.ts'
import { createClient } from '../main/router.ts'
import { databaseOf } from '../test/support/database-of.ts'
import { compare } from './measure.ts'

const rows = 100_000
const calls = 100

/** Pages of the grid out of 100,000 videos through the contract, against the bare statement. */
export async function benchPage(folder: string): Promise<void> {
  const core = await openCore({ folder: join(folder, 'page'), version: 'bench' })
  try {
    databaseOf(core).exec(`
      WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${rows})
      INSERT INTO videos (id, name, file_path, file_hash, size_bytes, source_type, width, height)
      SELECT printf('%08x', i), 'Take ' || i, '/takes/' || i || '.mp4', printf('%064x', i), 1000 + i, 'uploaded', 1280, 720 FROM n`)
    databaseOf(core).exec('ANALYZE')
    const client = createClient(core)
    const bare = databaseOf(core).prepare('SELECT * FROM videos ORDER BY rowid LIMIT 100 OFFSET ?')
    const count = databaseOf(core).prepare('SELECT count(*) FROM videos')
    for (const [where, offset] of [
      ['first page', 0],
      ['page in the middle', rows / 2],
    ] as const) {
      await compare({
        name: `Grid, ${where} and the number of all`,
        against: 'the bare statements',
        work: `${calls} calls, 100 of ${rows} videos each`,
        ours: async () => {
          for (let call = 0; call < calls; call++) await client.videos.list({ order: 'asc', offset, limit: 100 })
        },
        theirs: async () => {
          for (let call = 0; call < calls; call++) {
            bare.all(offset)
            count.get()
          }
        },
      })
    }
  } finally {
    await core.close()
  }
}
