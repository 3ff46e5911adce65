import { v7 as uuidv7 } from 'uuid'
import { canonicalJson } from '../../../shared/canonical-json.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { Core } from '../../core.ts'
import { insertOutput, type StoredOutput } from '../../database/checkpoints/outputs.ts'
import { findRun, insertCheckpoint, isResultBelow, requireCheckpoint } from '../../database/checkpoints.ts'
import type { Db } from '../../database/connection/connection.ts'
import { requireTimeline } from '../../database/timelines.ts'
import { badField, requireSmall } from '../calls/input.ts'
import { packOutput } from './outputs.ts'

/** The part that a new checkpoint adds to the state of its parent. */
export interface NewCheckpoint {
  timeline_id: string
  parent_checkpoint_id: string | null
  stage_name?: string | undefined
  output?: unknown
  /** In place of `output`, one that was packed already. */
  packed?: StoredOutput | undefined
  config_overrides?: Record<string, unknown> | null | undefined
  stats?: Record<string, unknown> | null | undefined
  is_scenario: boolean
  scenario_label: string
  run_hash?: string
  /** In place of `output`, the hash of one that is stored. */
  output_hash?: string
}

/**
 * Saves a checkpoint and returns its id. Nothing of the parent is copied: only what this step adds is stored. With the
 * hash of a run that has a result below this parent already, returns that one.
 * @throws RushesError NOT_FOUND; BAD_INPUT for a parent of another timeline, or an output that is no JSON; CONFLICT if
 * the parent was pruned
 */
export async function saveCheckpoint(core: Core, saved: NewCheckpoint): Promise<{ checkpoint_id: string }> {
  const { stage_name, output, timeline_id, parent_checkpoint_id: parent_id } = saved
  const known = saved.output_hash
  const hasOutput = output !== undefined || saved.packed !== undefined
  if (stage_name !== undefined && !hasOutput && known === undefined)
    throw badField('output', 'What did the stage return?')
  if (stage_name === undefined && hasOutput) throw badField('stage_name', 'Which stage returned the output?')
  const stored = saved.packed ?? (output === undefined ? undefined : await packOutput(core, output))
  const output_hash = stored?.output_hash ?? known ?? null
  const [config_overrides, stats] = [textOf('config_overrides', saved), textOf('stats', saved)]
  const { is_scenario, scenario_label, run_hash = null } = saved
  const id = uuidv7()
  const checkpoint_id = await core.write(async ({ db, touch, now }) => {
    await requireTimeline(db, timeline_id)
    if (parent_id !== null) await requireParent(db, parent_id, timeline_id)
    if (run_hash !== null && parent_id !== null) {
      // The result of a run of the same stage that ended first.
      const first = await findRun(db, run_hash, parent_id)
      if (first && isResultBelow(first, parent_id)) return first.id
    }
    if (stored) await insertOutput(db, stored)
    await insertCheckpoint(db, {
      id,
      timeline_id,
      parent_id,
      stage_name: stage_name ?? null,
      ...{ output_hash, config_overrides, stats, scenario_label, run_hash },
      is_scenario: Number(is_scenario),
      created_at: now,
    })
    touch('timelines')
    return id
  })
  return { checkpoint_id }
}

function textOf(field: 'config_overrides' | 'stats', saved: NewCheckpoint): string | null {
  const value = saved[field]
  if (value === null || value === undefined || Object.keys(value).length === 0) return null
  const text = canonicalJson(value, field)
  requireSmall(field, text)
  return text
}

async function requireParent(db: Db, id: string, timelineId: string): Promise<void> {
  const parent = await requireCheckpoint(db, id)
  if (parent.timeline_id !== timelineId)
    throw badField('parent_checkpoint_id', `The checkpoint ${id} is of another timeline, ${parent.timeline_id}.`)
  requireUnpruned(parent)
}

/** Refuses a checkpoint that was pruned. @throws RushesError CONFLICT */
export function requireUnpruned({ id, pruned_with }: { id: string; pruned_with: string | null }): void {
  if (pruned_with !== null)
    throw new RushesError('CONFLICT', `The checkpoint ${id} was pruned. Restore ${pruned_with} first.`)
}
