import { checkpoints as calls } from '../../shared/contract/checkpoints.ts'
import { countCheckpoints, labelCheckpoint, listCheckpoints, requireCheckpoint } from '../database/checkpoints.ts'
import { requireTimeline, setChosen } from '../database/timelines.ts'
import { implementCalls } from './calls/implement.ts'
import { differencesOf } from './checkpoints/differences.ts'
import { branchOf, prune, restore } from './checkpoints/prune.ts'
import { requireUnpruned, saveCheckpoint } from './checkpoints/save.ts'
import { checkpointState, stageOf } from './checkpoints/state.ts'

const os = implementCalls({ checkpoints: calls })

export const checkpoints = {
  tree: os.checkpoints.tree.handler(async ({ input, context: { core } }) => {
    await requireTimeline(core.db, input.timeline_id)
    return { items: await listCheckpoints(core.db, input, input), total: await countCheckpoints(core.db, input) }
  }),
  get: os.checkpoints.get.handler(({ input, context: { core } }) => checkpointState(core, input.id, input.outputs)),
  stage: os.checkpoints.stage.handler(({ input, context: { core } }) => stageOf(core, input.id, input.stage_name)),
  save: os.checkpoints.save.handler(({ input, context: { core, output: packed } }) =>
    saveCheckpoint(core, { ...input, packed }),
  ),
  label: os.checkpoints.label.handler(({ input: { id, ...label }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      await requireCheckpoint(db, id)
      await labelCheckpoint(db, id, label)
      touch('timelines')
      return await requireCheckpoint(db, id)
    }),
  ),
  choose: os.checkpoints.choose.handler(({ input: { id, is_chosen }, context: { core } }) =>
    core.write(async ({ db, touch }) => {
      const checkpoint = await requireCheckpoint(db, id)
      if (is_chosen) requireUnpruned(checkpoint)
      if (is_chosen !== checkpoint.is_chosen) await setChosen(db, checkpoint.timeline_id, is_chosen ? id : null)
      touch('timelines')
      return await requireCheckpoint(db, id)
    }),
  ),
  differences: os.checkpoints.differences.handler(({ input, context: { core } }) => differencesOf(core, input)),
  branch: os.checkpoints.branch.handler(({ input, context: { core } }) => branchOf(core.db, input.id)),
  prune: os.checkpoints.prune.handler(({ input, context: { core } }) => prune(core, input.id)),
  restore: os.checkpoints.restore.handler(({ input, context: { core } }) => restore(core, input.id)),
}
