import type { Core } from '../../core.ts'
import { toTimestamp } from '../../database/connection/timestamp.ts'
import { deferForeignKeys, findLastId, insertRows } from '../../database/demo/insert-rows.ts'
import { rowsOfTakes, rowsOfWorkflows, seedPrefix } from './seeded-rows.ts'

const takesPerStep = 2000

/**
 * Adds `count` takes without media to a library, to see how it behaves when it is large: with generation details,
 * workflows, executions, associations, tags, ratings, analyses and missing files. The same takes in each library; those
 * that are there already are followed by others. Each step of 2,000 is one transaction. Stops after the running step if
 * `signal` is aborted. Returns how many were added.
 */
export async function seedRows(
  core: Core,
  count: number,
  onProgress: (done: number) => void,
  signal?: AbortSignal,
): Promise<number> {
  const now = toTimestamp(core.clock())
  const last = await core.write(async ({ db, touch }) => {
    for (const rows of rowsOfWorkflows(now)) await insertRows(db, rows)
    touch('workflows', 'executions')
    return await findLastId(db, 'videos', seedPrefix)
  })
  const first = last === undefined ? 0 : Number(last.slice(seedPrefix.length)) + 1
  let done = 0
  while (done < count && !signal?.aborted) {
    const from = first + done
    const step = Math.min(takesPerStep, count - done)
    await core.write(async ({ db, touch }) => {
      await deferForeignKeys(db)
      for (const rows of rowsOfTakes(from, from + step, now)) await insertRows(db, rows)
      touch('videos', 'analyses')
    })
    done += step
    onProgress(done)
  }
  await core.analyze()
  return done
}
