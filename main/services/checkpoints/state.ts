import type { CheckpointState, Stage } from '../../../shared/contract/checkpoints.ts'
import { formatBytes } from '../../../shared/units.ts'
import type { Core } from '../../core.ts'
import { outputSizes } from '../../database/checkpoints/outputs.ts'
import { listSteps, requireCheckpoint, type Step } from '../../database/checkpoints.ts'
import { parseObject } from '../../database/connection/json-column.ts'
import { badField } from '../calls/input.ts'
import { readOutput, readOutputJson } from './outputs.ts'

/** The state of a pipeline, with references to the outputs of its stages. */
export type State = Pick<CheckpointState, 'stages' | 'config_overrides' | 'stats'>

/** The most JSON that one call returns. */
const mostBytes = 64 * 2 ** 20

/** Reads the state of a checkpoint: what its ancestors and itself add, in this order. @throws RushesError NOT_FOUND */
export async function readState(core: Pick<Core, 'db'>, id: string): Promise<State> {
  const steps = await listSteps(core.db, id)
  const stages = new Map<string, Omit<Stage, 'output_bytes'>>()
  for (const { id: checkpoint_id, stage_name, output_hash } of steps)
    if (stage_name !== null && output_hash !== null) stages.set(stage_name, { stage_name, output_hash, checkpoint_id })
  const sizes = await outputSizes(
    core.db,
    [...stages.values()].map(({ output_hash }) => output_hash),
  )
  return {
    stages: [...stages.values()].map((stage) => ({ ...stage, output_bytes: sizes.get(stage.output_hash) ?? 0 })),
    config_overrides: merge(steps, 'config_overrides'),
    stats: merge(steps, 'stats'),
  }
}

function merge(steps: readonly Step[], column: 'config_overrides' | 'stats'): Record<string, unknown> {
  return Object.fromEntries(steps.flatMap((step) => Object.entries(parseObject(step[column]) ?? {})))
}

/**
 * Returns a checkpoint with its state, and the outputs of the stages if they are asked for.
 * @throws RushesError NOT_FOUND; BAD_INPUT if the outputs are longer than one call returns.
 */
export async function checkpointState(core: Core, id: string, withOutputs: boolean): Promise<CheckpointState> {
  const checkpoint = { ...(await requireCheckpoint(core.db, id)), ...(await readState(core, id)) }
  if (!withOutputs) return checkpoint
  requireFewBytes(checkpoint)
  const stages = await Promise.all(
    checkpoint.stages.map(async (stage) => ({ ...stage, output: await readOutput(core, stage.output_hash) })),
  )
  return { ...checkpoint, stages }
}

/**
 * Returns a checkpoint with its state and all outputs as JSON, for programs: outputs of megabytes are neither parsed
 * nor written again.
 * @throws RushesError as `checkpointState`
 */
export async function checkpointJson(core: Core, id: string): Promise<string> {
  const { stages, ...checkpoint } = await checkpointState(core, id, false)
  requireFewBytes({ stages })
  const texts = await Promise.all(stages.map((stage) => withOutput(core, stage)))
  return withMember(checkpoint, 'stages', `[${texts.join(',')}]`)
}

function requireFewBytes({ stages }: Pick<State, 'stages'>): void {
  const bytes = stages.reduce((sum, { output_bytes }) => sum + output_bytes, 0)
  if (bytes > mostBytes)
    throw badField('outputs', `The outputs are ${formatBytes(bytes)} of JSON. Get them stage by stage.`)
}

/** Returns the output of a stage as a checkpoint has it; null if it has none. @throws RushesError NOT_FOUND */
export async function stageOf(core: Core, id: string, stageName: string): Promise<Stage | null> {
  const stage = await findStage(core, id, stageName)
  return stage ? { ...stage, output: await readOutput(core, stage.output_hash) } : null
}

/** Returns the same as JSON, for programs: see `checkpointJson`. @throws RushesError NOT_FOUND */
export async function stageJson(core: Core, id: string, stageName: string): Promise<string> {
  const stage = await findStage(core, id, stageName)
  return stage ? await withOutput(core, stage) : 'null'
}

async function findStage(core: Core, id: string, stageName: string): Promise<Stage | undefined> {
  await requireCheckpoint(core.db, id)
  return (await readState(core, id)).stages.find(({ stage_name }) => stage_name === stageName)
}

async function withOutput(core: Core, stage: Stage): Promise<string> {
  return withMember(stage, 'output', await readOutputJson(core, stage.output_hash))
}

/** Returns the JSON of an object, which has members, with one more whose value is JSON already. */
function withMember(value: object, name: string, json: string): string {
  return `${JSON.stringify(value).slice(0, -1)},${JSON.stringify(name)}:${json}}`
}
