import { RushesError } from '../../shared/errors.ts'
import { os } from './implement.ts'

const notYet = () => {
  throw new RushesError('NOT_SUPPORTED', 'This cannot be run yet.')
}

/** The calls of `analyses` that run something. */
export const analysisRuns = {
  run: os.analyses.run.handler(notYet),
  rerun: os.analyses.rerun.handler(notYet),
}
