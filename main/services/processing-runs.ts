import { RushesError } from '../../shared/errors.ts'
import { os } from './implement.ts'

/** The calls of `processing` that run something. */
export const processingRuns = {
  start: os.processing.start.handler(() => {
    throw new RushesError('NOT_SUPPORTED', 'This cannot be run yet.')
  }),
}
