import { Modal } from '@mantine/core'
import { useState } from 'react'
import { type Grouping, type NearList, takesPerStep } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import blank from '../components/blank.module.css'
import styles from './apply-dialog.module.css'
import { resolveAllGroups } from './resolve-group.ts'

interface ApplyDialogProps {
  list: NearList
  grouping: Grouping
  /** The rule, as it reads where it is chosen. */
  rule: string
  onClose: () => void
}

/** The first of these are named. */
const named = 12

/** What a rule would do to all groups, before it does. */
export function ApplyDialog({ list, grouping, rule, onClose }: ApplyDialogProps) {
  const [isBusy, setBusy] = useState(false)
  const shown = list.items.slice(0, named)
  async function apply(): Promise<void> {
    setBusy(true)
    const isDone = await resolveAllGroups(grouping, list.version)
    setBusy(false)
    if (isDone) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title="Keep one take of every group"
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <p className={styles.lead}>
        {rule}. {formatCount(list.removable, 'take')} in {formatCount(list.total, 'group')} would go,{' '}
        {formatBytes(list.removable_bytes)}. What is said of them is said of the kept ones; one undo takes all of it
        back.{list.removable > takesPerStep && ` ${formatCount(takesPerStep)} go in one step; the others stay listed.`}
      </p>
      <ul className={styles.groups}>
        {shown.map(({ takes: [kept, ...others], count }) => (
          <li key={kept?.id}>
            <strong>{kept?.name}</strong>
            <span>
              {others
                .slice(0, 3)
                .map(({ name }) => name)
                .join(', ')}
              {count > 4 && ` and ${formatCount(count - 4)} more`}
            </span>
          </li>
        ))}
      </ul>
      {list.total > named && <p className={styles.lead}>{formatCount(list.total - named, 'more group')}.</p>}
      <div className={blank.buttons}>
        <button type="button" className={blank.primary} disabled={isBusy} onClick={() => void apply()}>
          Remove {formatCount(Math.min(list.removable, takesPerStep), 'take')}
        </button>
        <button type="button" className={blank.button} onClick={onClose}>
          Cancel
        </button>
      </div>
    </Modal>
  )
}
