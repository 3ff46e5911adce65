import { processing as calls, type ListedProcessing } from '../../shared/contract/processing.ts'
import { listCurrent } from '../contents/refresh-locations.ts'
import { withAlgorithm } from '../database/caches/cache-state.ts'
import { readChain } from '../database/processing/chain.ts'
import {
  countProcessing,
  listProcessing,
  listProcessingByIds,
  requireProcessing,
} from '../database/processing/list-processing.ts'
import { findCachedProcessing } from '../database/processing.ts'
import { removeProcessing, restoreProcessing } from '../database/removal/removed-caches.ts'
import { requireVideo } from '../database/videos.ts'
import { startVerification } from './caches/verify-files.ts'
import { implementCalls } from './calls/implement.ts'
import { processingRuns } from './processing/run-processing.ts'
import { saveProcessing } from './processing/save-processing.ts'

const os = implementCalls({ processing: calls })

function pathsOf({ inputs, output }: ListedProcessing): string[] {
  return [...inputs, output].map(({ path }) => path)
}

export const processing = {
  ...processingRuns,
  list: os.processing.list.handler(async ({ input, context: { core } }) => {
    const items = await listCurrent(core, () => listProcessing(core.db, input, input), pathsOf)
    return { items, total: await countProcessing(core.db, input) }
  }),
  get: os.processing.get.handler(async ({ input, context: { core } }) => {
    const [found] = await listCurrent(
      core,
      async () => [await requireProcessing(core.db, input.job_id)] as const,
      pathsOf,
    )
    return found
  }),
  cached: os.processing.cached.handler(
    async ({ input, context: { core } }) => (await findCachedProcessing(core.db, input)) ?? null,
  ),
  save: os.processing.save.handler(({ input, context: { core } }) => saveProcessing(core, input)),
  chain: os.processing.chain.handler(async ({ input, context: { core } }) => {
    const { file_hash } = await requireVideo(core.db, input.id)
    return await readChain(core.db, withAlgorithm(file_hash))
  }),
  verify: os.processing.verify.handler(async ({ input, context: { core, caller } }) => {
    const listed = await listProcessingByIds(core.db, input.job_ids)
    return await startVerification(
      core,
      caller,
      listed.flatMap(({ inputs, output }) => [...inputs, output]),
    )
  }),
  remove: os.processing.remove.handler(({ input, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const removed = await removeProcessing(db, input.job_ids)
      touch('processing')
      return { removed }
    }),
  ),
  restore: os.processing.restore.handler(({ input, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const restored = await restoreProcessing(db, input.job_ids)
      touch('processing')
      return { restored }
    }),
  ),
}
