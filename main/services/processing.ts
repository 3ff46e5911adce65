import { RushesError } from '../../shared/errors.ts'
import { os } from './implement.ts'
import { processingRuns } from './processing-runs.ts'

const notYet = () => {
  throw new RushesError('NOT_SUPPORTED', 'Not yet.')
}

export const processing = {
  list: os.processing.list.handler(notYet),
  get: os.processing.get.handler(notYet),
  cached: os.processing.cached.handler(notYet),
  save: os.processing.save.handler(notYet),
  chain: os.processing.chain.handler(notYet),
  verify: os.processing.verify.handler(notYet),
  remove: os.processing.remove.handler(notYet),
  restore: os.processing.restore.handler(notYet),
  ...processingRuns,
}
