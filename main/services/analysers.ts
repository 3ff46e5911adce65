import type { AnalysisRequest } from '../../shared/contract/analyses.ts'
import { RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { os } from './implement.ts'

/** The configuration as it is cached of what is asked for: defaults filled in, with the analyser and its version. */
export async function configOfRequest(_core: Core, request: AnalysisRequest): Promise<unknown> {
  throw new RushesError('NOT_FOUND', `There is no analyser ${request.analyser}.`)
}

export const analysers = {
  list: os.analysers.list.handler(() => ({ items: [], faults: [] })),
}
