import { RushesError } from '../../shared/errors.ts'
import { analysisRuns } from './analysis-runs.ts'
import { os } from './implement.ts'

const notYet = () => {
  throw new RushesError('NOT_SUPPORTED', 'Not yet.')
}

export const analyses = {
  list: os.analyses.list.handler(notYet),
  ids: os.analyses.ids.handler(notYet),
  get: os.analyses.get.handler(notYet),
  groups: os.analyses.groups.handler(notYet),
  ofVideo: os.analyses.ofVideo.handler(notYet),
  cached: os.analyses.cached.handler(notYet),
  cachedByContent: os.analyses.cachedByContent.handler(notYet),
  save: os.analyses.save.handler(notYet),
  saveAll: os.analyses.saveAll.handler(notYet),
  explain: os.analyses.explain.handler(notYet),
  verify: os.analyses.verify.handler(notYet),
  remove: os.analyses.remove.handler(notYet),
  restore: os.analyses.restore.handler(notYet),
  ...analysisRuns,
}
