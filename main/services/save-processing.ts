import type { NewProcessing, Processing } from '../../shared/contract/processing.ts'
import { messageOf, RushesError } from '../../shared/errors.ts'
import type { Core } from '../core.ts'
import { putConfiguration } from '../database/configurations.ts'
import { findProcessing, putInputs, putProcessing } from '../database/processing.ts'
import { resolveConfig } from './configurations.ts'
import { requireSmall } from './json-limit.ts'

/**
 * Caches a processing; it takes the place of what was cached for its action, input path and configuration.
 * @throws RushesError BAD_INPUT; CONFLICT when its job id is that of another one, and nothing is changed then.
 */
export async function saveProcessing(core: Core, processing: NewProcessing): Promise<Processing> {
  const { job_id, action, input_path, input_hash, output_path, output_hash, inputs = [] } = processing
  requireFirstInput(processing)
  const { config_hash, canonical } = resolveConfig(processing)
  const parameters = processing.parameters ? JSON.stringify(processing.parameters) : null
  const metadata = processing.metadata ? JSON.stringify(processing.metadata) : null
  requireSmall('parameters', parameters, metadata, canonical)
  const ends = { input_path, input_hash, output_path, output_hash }
  const created_at = core.clock().getTime() / 1000
  return await core.write(async (db, touch) => {
    await putConfiguration(db, { config_hash, name: null, config: canonical })
    await putProcessing(db, { job_id, action, ...ends, config_hash, parameters, metadata, created_at })
    await putInputs(db, job_id, inputs)
    touch('processing')
    const saved = await findProcessing(db, job_id)
    if (!saved) throw new RushesError('INTERNAL', `What was cached as ${job_id} cannot be read again.`)
    return saved
  })
}

/** The standard's `save_with_logging`: whether it worked. */
export async function saveProcessingOrLog(core: Core, processing: NewProcessing): Promise<boolean> {
  return await saveProcessing(core, processing).then(
    () => true,
    (error) => {
      core.log.warn('processing not cached', { job_id: processing.job_id, error: messageOf(error) })
      return false
    },
  )
}

function requireFirstInput({ input_path, input_hash, inputs }: NewProcessing): void {
  const [first] = inputs ?? []
  if (!first || (first.path === input_path && first.hash === input_hash)) return
  throw new RushesError('BAD_INPUT', 'inputs: The first is not the input_path with its input_hash.', {
    data: { fields: ['inputs'] },
  })
}
