import type { StageDifference } from '../../../shared/contract/checkpoints.ts'
import type { Difference } from '../../../shared/contract/configurations.ts'
import { type Json, jsonDifferences } from '../../../shared/json-differences.ts'
import type { Core } from '../../core.ts'
import { requireCheckpoint } from '../../database/checkpoints.ts'
import { compareOutputs } from './outputs.ts'
import { readState, type State } from './state.ts'

interface Compared {
  id: string
  other_id: string
  stage_name?: string | undefined
}

/**
 * Lists what differs between the states of two checkpoints. Equal outputs are not read.
 * @throws RushesError NOT_FOUND
 */
export async function differencesOf(core: Core, { id, other_id, stage_name }: Compared) {
  for (const each of [id, other_id]) await requireCheckpoint(core.db, each)
  const [was, is] = [await readState(core, id), await readState(core, other_id)]
  const names = new Set([...was.stages, ...is.stages].map((stage) => stage.stage_name))
  const stages: StageDifference[] = []
  for (const name of names)
    if (stage_name === undefined || stage_name === name) stages.push(await stageDifference(core, name, was, is))
  return {
    config_overrides: differencesIn(was.config_overrides, is.config_overrides),
    stats: differencesIn(was.stats, is.stats),
    stages,
  }
}

function differencesIn(was: unknown, is: unknown): Difference[] {
  return jsonDifferences(was as Json, is as Json)
}

async function stageDifference(core: Core, stage_name: string, was: State, is: State): Promise<StageDifference> {
  const hashIn = ({ stages }: State) => stages.find((stage) => stage.stage_name === stage_name)?.output_hash
  const [before, after] = [hashIn(was), hashIn(is)]
  const listed = { stage_name, differences: [], total: 0 }
  if (before === undefined) return { ...listed, change: 'added' }
  if (after === undefined) return { ...listed, change: 'removed' }
  if (before === after) return { ...listed, change: 'same' }
  return { stage_name, change: 'changed', ...(await compareOutputs(core, before, after)) }
}
