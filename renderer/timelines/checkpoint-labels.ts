import type { Checkpoint } from '../../shared/contract/checkpoints.ts'
import { formatBytes, formatWhen } from '../../shared/units.ts'
import { texts } from './texts.ts'

/** Returns the stage of a checkpoint, or what else it added. */
export function stageLabel({ stage_name, parent_id }: Pick<Checkpoint, 'stage_name' | 'parent_id'>): string {
  return stage_name ?? (parent_id === null ? texts.frames : texts.configuration)
}

/** Returns the name of a checkpoint: its scenario, else its stage. */
export function checkpointName(checkpoint: Checkpoint): string {
  return checkpoint.scenario_label || stageLabel(checkpoint)
}

/** Returns the time and the own bytes of a checkpoint. */
export function checkpointFacts({ created_at, own_bytes }: Checkpoint): string {
  return `${formatWhen(created_at)} · ${formatBytes(own_bytes)}`
}
