import { join } from 'node:path'
import { stages as calls } from '../../shared/contract/stages.ts'
import { RushesError } from '../../shared/errors.ts'
import type { JsonObject } from '../../shared/json-object.ts'
import type { Core } from '../core.ts'
import { findAnalysers } from '../media/analysers/find-analysers.ts'
import { findPipelines } from '../media/analysers/find-pipelines.ts'
import { implementCalls } from './calls/implement.ts'
import { badField } from './calls/input.ts'
import { requireStage, type Step } from './stages/ready-stage.ts'
import { runStages } from './stages/run-stages.ts'

const os = implementCalls({ stages: calls })

function pipelinesOf(core: Core) {
  return findPipelines(join(core.layout.analysers, 'pipelines'))
}

/** Returns the steps of a pipeline. @throws RushesError NOT_FOUND; BAD_INPUT for settings of a stage that it lacks */
async function stepsOf(core: Core, name: string, config: Record<string, JsonObject>): Promise<Step[]> {
  const { items, faults } = await pipelinesOf(core)
  const pipeline = items.find((one) => one.name === name)
  if (!pipeline) {
    const fault = faults.find(({ file }) => file === `${name}.json`)
    throw new RushesError('NOT_FOUND', `Pipeline not found: ${name}.${fault ? ` ${fault.message}` : ''}`)
  }
  const other = Object.keys(config).find((stage) => !pipeline.stages.some((one) => one.stage === stage))
  if (other !== undefined) throw badField(`config.${other}`, `The pipeline “${name}” has no stage of this name.`)
  const found = await findAnalysers(core.layout.analysers)
  return pipeline.stages.map(({ stage, config: declared }) => ({
    stage: requireStage(found, stage),
    config: Object.hasOwn(config, stage) ? config[stage] : declared,
  }))
}

export const stages = {
  run: os.stages.run.handler(async ({ input: { checkpoint_id, stage, config }, context: { core } }) => {
    const found = await findAnalysers(core.layout.analysers)
    return await runStages(core, checkpoint_id, [{ stage: requireStage(found, stage), config }])
  }),
  pipelines: os.stages.pipelines.handler(({ context: { core } }) => pipelinesOf(core)),
  runPipeline: os.stages.runPipeline.handler(
    async ({ input: { checkpoint_id, pipeline, config }, context: { core } }) =>
      runStages(core, checkpoint_id, await stepsOf(core, pipeline, config)),
  ),
}
