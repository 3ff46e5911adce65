import { useQuery } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import type { Checkpoint } from '../../shared/contract/checkpoints.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { Button } from '../components/button.tsx'
import { Dialog, DialogFoot } from '../components/dialog.tsx'
import { errorMessage } from '../components/error-message.ts'
import { FactList } from '../components/fact-list.tsx'
import { Field } from '../components/field.tsx'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import { nameScenario, pruneBranch } from './checkpoint-actions.ts'
import { checkpointName } from './checkpoint-labels.ts'
import { ForkForm } from './fork-form.tsx'
import styles from './new-timeline-dialog.module.css'
import { texts } from './texts.ts'

export type CheckpointDialog = 'fork' | 'name' | 'prune'

interface CheckpointDialogsProps {
  checkpoint: Checkpoint
  dialog: CheckpointDialog | undefined
  onClose: () => void
  /** Called with the id of a new checkpoint. */
  onForked: (id: string) => void
  onPruned: () => void
}

/** The dialogs of the selected checkpoint. */
export function CheckpointDialogs({ checkpoint, dialog, onClose, onForked, onPruned }: CheckpointDialogsProps) {
  if (dialog === 'prune') return <PruneDialog checkpoint={checkpoint} onClose={onClose} onPruned={onPruned} />
  return (
    <>
      <Dialog
        isOpen={dialog === 'fork'}
        title={texts.forkNamed(checkpointName(checkpoint))}
        size={480}
        onClose={onClose}
      >
        {dialog === 'fork' && (
          <ForkForm
            checkpoint={checkpoint}
            onForked={(id) => {
              onClose()
              onForked(id)
            }}
          />
        )}
      </Dialog>
      <Dialog isOpen={dialog === 'name'} title={texts.nameTheScenario} size={440} onClose={onClose}>
        {dialog === 'name' && <NameForm checkpoint={checkpoint} onClose={onClose} />}
      </Dialog>
    </>
  )
}

function NameForm({ checkpoint, onClose }: { checkpoint: Checkpoint; onClose: () => void }) {
  const [name, setName] = useState(checkpoint.scenario_label)
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await nameScenario(checkpoint, name.trim())) onClose()
  }
  return (
    <form className={styles.form} onSubmit={(event) => void save(event)}>
      <Field label={texts.name}>
        <input
          type="text"
          className={styles.wide}
          maxLength={300}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          data-autofocus
        />
      </Field>
      <DialogFoot>
        <Button type="submit" variant="primary">
          {texts.save}
        </Button>
      </DialogFoot>
    </form>
  )
}

interface PruneDialogProps {
  checkpoint: Checkpoint
  onClose: () => void
  onPruned: () => void
}

/** Says what goes with a branch and what stays, before it is pruned. */
function PruneDialog({ checkpoint, onClose, onPruned }: PruneDialogProps) {
  const { data: branch, error } = useQuery(api.checkpoints.branch.queryOptions({ input: { id: checkpoint.id } }))
  return (
    <PreviewDialog
      title={texts.pruneNamed(checkpointName(checkpoint))}
      action={branch ? texts.pruneCheckpoints(formatCount(branch.checkpoints, 'checkpoint')) : texts.prune}
      onApply={async () => {
        const isPruned = await pruneBranch(checkpoint.id)
        if (isPruned) onPruned()
        return isPruned
      }}
      onClose={onClose}
    >
      {error && <p role="alert">{errorMessage(error)}</p>}
      {branch && (
        <FactList
          facts={[
            [texts.checkpoints, formatCount(branch.checkpoints)],
            [texts.onlyTheirs, formatBytes(branch.own_bytes)],
            [texts.sharedStays, formatBytes(branch.shared_bytes)],
            ...(branch.scenario_labels.length > 0
              ? [[texts.scenarios, branch.scenario_labels.join(', ')] as const]
              : []),
            ...(branch.has_chosen ? [[texts.chosen, texts.theChosenCheckpointIs] as const] : []),
          ]}
        />
      )}
    </PreviewDialog>
  )
}
