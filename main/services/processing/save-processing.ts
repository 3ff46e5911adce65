import type { NewProcessing, Processing } from '../../../shared/contract/processing.ts'
import { isDiskFull, messageOf, RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { upsertConfiguration } from '../../database/configurations.ts'
import { findProcessing, replaceInputs, upsertProcessing } from '../../database/processing.ts'
import { badField, requireSmall } from '../calls/input.ts'
import { resolveConfig } from '../configurations.ts'

/**
 * Caches a processing; it replaces the one of its action, input path and configuration, and the one with its job id.
 * @throws RushesError BAD_INPUT
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
  return await core.write(async ({ db, touch }) => {
    await upsertConfiguration(db, { config_hash, name: null, config: canonical })
    await upsertProcessing(db, { job_id, action, ...ends, config_hash, parameters, metadata, created_at })
    await replaceInputs(db, job_id, inputs)
    touch('processing')
    const saved = await findProcessing(db, job_id)
    if (!saved) throw new RushesError('INTERNAL', `The processing ${job_id} is gone right after it was cached.`)
    return saved
  })
}

/**
 * Caches a processing, or logs why it could not. Returns whether it worked. The standard’s `save_with_logging`, but for
 * a full disk, which must not look like success.
 * @throws SQLite’s error if the disk is full.
 */
export async function saveProcessingOrLog(core: Core, processing: NewProcessing): Promise<boolean> {
  return await saveProcessing(core, processing).then(
    () => true,
    (error) => {
      if (isDiskFull(error)) throw error
      core.log.warn('processing not cached', { job_id: processing.job_id, error: messageOf(error) })
      return false
    },
  )
}

function requireFirstInput({ input_path, input_hash, inputs }: NewProcessing): void {
  const [first] = inputs ?? []
  if (!first || (first.path === input_path && first.hash === input_hash)) return
  throw badField('inputs', 'The first must be the input_path with its input_hash.')
}
