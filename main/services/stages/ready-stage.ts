import { createHash } from 'node:crypto'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import type { Frame } from '../../../shared/contract/timelines.ts'
import { RushesError } from '../../../shared/errors.ts'
import { type JsonObject, jsonObjectSchema } from '../../../shared/json-object.ts'
import type { Core } from '../../core.ts'
import { findRun, isResultBelow, requireCheckpoint } from '../../database/checkpoints.ts'
import { parseObject } from '../../database/connection/json-column.ts'
import { listFrames } from '../../database/timelines/frames.ts'
import { requireTimeline } from '../../database/timelines.ts'
import { completeConfig } from '../../media/analysers/config-schema.ts'
import type { OwnStage } from '../../media/analysers/declaration.ts'
import type { FoundAnalysers } from '../../media/analysers/find-analysers.ts'
import { requireUnpruned, saveCheckpoint } from '../checkpoints/save.ts'
import { readState } from '../checkpoints/state.ts'

/** A stage to run, and its settings; those of the checkpoint, or the defaults, if undefined. */
export interface Step {
  stage: OwnStage
  config: JsonObject | undefined
}

/** A stage with all that it reads, and the hash that identifies the run. */
export interface ReadyStage {
  stage: OwnStage
  timeline_id: string
  parent_checkpoint_id: string
  config: JsonObject
  frames: Frame[]
  /** The hashes of the outputs that it reads, by stage. */
  inputs: Map<string, string>
  run_hash: string
}

/** Finds a stage by name among those that the library declares. @throws RushesError NOT_FOUND */
export function requireStage({ stages, faults }: FoundAnalysers, name: string): OwnStage {
  const stage = stages.find((one) => one.name === name)
  if (stage) return stage
  const fault = faults.find(({ file }) => file === `${name}.json`)
  const known =
    stages.length === 0 ? 'The library declares none.' : `There are ${stages.map((one) => one.name).join(', ')}.`
  throw new RushesError('NOT_FOUND', `Stage not found: ${name}. ${fault?.message ?? known}`)
}

/**
 * Reads what a stage would run on at a checkpoint. Its own earlier output is none of its inputs.
 * @throws RushesError NOT_FOUND; BAD_INPUT for wrong settings; CONFLICT if the frames are not there yet, or the
 * checkpoint was pruned
 */
export async function readyStage(core: Core, checkpointId: string, { stage, config }: Step): Promise<ReadyStage> {
  const checkpoint = await requireCheckpoint(core.db, checkpointId)
  requireUnpruned(checkpoint)
  const { timeline_id } = checkpoint
  const { state } = await requireTimeline(core.db, timeline_id)
  if (state !== 'ready')
    throw new RushesError('CONFLICT', `The timeline ${timeline_id} has no frames yet. Wait until they are extracted.`)
  const { stages, config_overrides } = await readState(core, checkpointId)
  const kept = jsonObjectSchema.safeParse(config_overrides[stage.name])
  const complete = completeConfig(stage.configSchema, config ?? (kept.success ? kept.data : {}))
  const frames = await listFrames(core.db, timeline_id, {})
  const reads = (name: string) => name !== stage.name && (stage.inputs?.includes(name) ?? true)
  const inputs = new Map(
    stages
      .filter(({ stage_name }) => reads(stage_name))
      .map(({ stage_name, output_hash }) => [stage_name, output_hash]),
  )
  const identity = {
    stage: stage.name,
    version: stage.version,
    config: complete,
    frames: frames.map(describeFrame),
    inputs: [...inputs],
  }
  const run_hash = createHash('sha256').update(canonicalJson(identity, 'stage')).digest('hex')
  return { stage, timeline_id, parent_checkpoint_id: checkpointId, config: complete, frames, inputs, run_hash }
}

/** Returns all that a stage reads about a frame beside its picture. */
export function describeFrame({ size_bytes: _, ...frame }: Frame): Omit<Frame, 'size_bytes'> {
  return frame
}

/**
 * Returns the child that the same run has at this checkpoint. If another checkpoint has its result, a child with that
 * is saved, which costs no bytes. Returns undefined if the stage has to run.
 */
export async function findResult(core: Core, ready: ReadyStage): Promise<string | undefined> {
  const found = await findRun(core.db, ready.run_hash, ready.parent_checkpoint_id)
  if (!found || found.output_hash === null) return undefined
  if (isResultBelow(found, ready.parent_checkpoint_id)) return found.id
  return await saveResult(core, ready, { output_hash: found.output_hash, stats: parseObject(found.stats) ?? {} })
}

/** Saves the result of a stage as a child of its checkpoint, and returns its id. */
export async function saveResult(
  core: Core,
  { stage, timeline_id, parent_checkpoint_id, config, run_hash }: ReadyStage,
  result: { stats: Record<string, unknown> } & ({ output: unknown } | { output_hash: string }),
): Promise<string> {
  const { checkpoint_id } = await saveCheckpoint(core, {
    ...{ timeline_id, parent_checkpoint_id, stage_name: stage.name, run_hash, ...result },
    config_overrides: { [stage.name]: config },
    is_scenario: false,
    scenario_label: '',
  })
  return checkpoint_id
}
