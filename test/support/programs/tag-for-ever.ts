import { openCore } from '../../../main/core.ts'
import { createClient } from '../../../main/router.ts'

/** Adds and removes a tag of all videos of a library, over and over, until it is killed. */
const [folder = '', tag = ''] = process.argv.slice(2)
const client = createClient(await openCore({ folder, version: 'test' }))
const { items } = await client.videos.list({ limit: 1000 })
const ids = items.map(({ id }) => id)
for (let round = 0; ; round++) {
  await client.tags.change({ changes: [{ ids, ...(round % 2 === 0 ? { add: [tag] } : { remove: [tag] }) }] })
  process.send?.(round)
}
