import { useState } from 'react'
import { toggleChosen } from './checkpoint-actions.ts'
import type { CheckpointDialog } from './checkpoint-dialogs.tsx'
import type { CheckpointMoves } from './checkpoint-keys.ts'
import { focusRun } from './run-panel.tsx'
import type { PickedCheckpoints } from './use-checkpoints.ts'

/** Returns the actions on the selected checkpoint, and the dialog that one of them opened. */
export function useCheckpointMoves({ checkpoints, selected, compare }: PickedCheckpoints) {
  const [dialog, setDialog] = useState<CheckpointDialog>()
  const open = (which: CheckpointDialog) => () => {
    if (!selected) return false
    setDialog(which)
    return true
  }
  const moves: CheckpointMoves = {
    compare: () => selected !== undefined && compare(),
    fork: open('fork'),
    run: focusRun,
    rename: open('name'),
    choose: () => {
      if (!selected) return false
      return void toggleChosen(
        selected,
        checkpoints.find(({ is_chosen }) => is_chosen),
      )
    },
    prune: open('prune'),
  }
  return { moves, dialog, closeDialog: () => setDialog(undefined) }
}
