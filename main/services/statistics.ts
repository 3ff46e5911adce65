import { statistics as calls } from '../../shared/contract/statistics.ts'
import { countUse, listDuplicateFiles, sumStorage } from '../database/statistics.ts'
import { implementCalls } from './calls/implement.ts'

const os = implementCalls({ statistics: calls })

export const statistics = {
  get: os.statistics.get.handler(async ({ context: { core }, signal }) => ({
    ...(await sumStorage(core, core.clock(), signal)),
    ...(await countUse(core.db, signal)),
  })),
  duplicates: os.statistics.duplicates.handler(({ input, context: { core } }) => listDuplicateFiles(core.db, input)),
}
