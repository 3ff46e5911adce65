import type { Checkpoint } from '../../shared/contract/checkpoints.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'
import { checkpointName } from './checkpoint-labels.ts'
import { texts } from './texts.ts'

/** Marks a checkpoint as the chosen one, or no longer, and offers Undo. `before` is the one chosen until now. */
export async function toggleChosen(checkpoint: Checkpoint, before: Checkpoint | undefined): Promise<void> {
  const { id, is_chosen } = checkpoint
  try {
    await client.checkpoints.choose({ id, is_chosen: !is_chosen })
    const revert = () =>
      before ? client.checkpoints.choose({ id: before.id }) : client.checkpoints.choose({ id, is_chosen: false })
    offerUndo(is_chosen ? texts.noCheckpointIsChosen : texts.isChosen(checkpointName(checkpoint)), revert, 'chosen')
  } catch (error) {
    showError(error)
  }
}

/** Names a scenario and offers Undo; an empty name makes it none. */
export async function nameScenario({ id, scenario_label: before }: Checkpoint, label: string): Promise<boolean> {
  const save = (scenario_label: string) =>
    client.checkpoints.label({ id, scenario_label, is_scenario: scenario_label !== '' })
  try {
    await save(label)
    offerUndo(label === '' ? texts.clearedTheScenariosName : texts.named(label), () => save(before), 'scenario')
    return true
  } catch (error) {
    showError(error)
    return false
  }
}

/** Prunes a checkpoint with its branch and offers Undo. Returns whether it succeeded. */
export async function pruneBranch(id: string): Promise<boolean> {
  try {
    const { checkpoints } = await client.checkpoints.prune({ id })
    offerUndo(texts.pruned(formatCount(checkpoints, 'checkpoint')), () => client.checkpoints.restore({ id }))
    return true
  } catch (error) {
    showError(error)
    return false
  }
}
