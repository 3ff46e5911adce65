import { withAlgorithm } from '../database/cache-state.ts'
import {
  countProcessing,
  listProcessing,
  listProcessingByIds,
  requireProcessing,
} from '../database/listed-processing.ts'
import { findCachedProcessing } from '../database/processing.ts'
import { readChain } from '../database/processing-chain.ts'
import { removeProcessing, restoreProcessing } from '../database/removed-processing.ts'
import { requireVideo } from '../database/videos.ts'
import { os } from './implement.ts'
import { processingRuns } from './processing-runs.ts'
import { saveProcessing } from './save-processing.ts'
import { startVerification } from './verify.ts'

export const processing = {
  ...processingRuns,
  list: os.processing.list.handler(async ({ input, context: { core } }) => {
    const [items, total] = await Promise.all([listProcessing(core.db, input, input), countProcessing(core.db, input)])
    return { items, total }
  }),
  get: os.processing.get.handler(({ input, context: { core } }) => requireProcessing(core.db, input.job_id)),
  cached: os.processing.cached.handler(
    async ({ input, context: { core } }) => (await findCachedProcessing(core.db, input)) ?? null,
  ),
  save: os.processing.save.handler(({ input, context: { core } }) => saveProcessing(core, input)),
  chain: os.processing.chain.handler(async ({ input, context: { core } }) => {
    const { file_hash } = await requireVideo(core.db, input.id)
    return await readChain(core.db, withAlgorithm(file_hash))
  }),
  verify: os.processing.verify.handler(async ({ input, context: { core } }) => {
    const listed = await listProcessingByIds(core.db, input.job_ids)
    return await startVerification(
      core,
      listed.flatMap(({ inputs, output }) => [...inputs, output]),
    )
  }),
  remove: os.processing.remove.handler(({ input, context: { core } }) =>
    core.write(async (db, touch) => {
      const removed = await removeProcessing(db, input.job_ids)
      touch('processing')
      return { removed }
    }),
  ),
  restore: os.processing.restore.handler(({ input, context: { core } }) =>
    core.write(async (db, touch) => {
      const restored = await restoreProcessing(db, input.job_ids)
      touch('processing')
      return { restored }
    }),
  ),
}
