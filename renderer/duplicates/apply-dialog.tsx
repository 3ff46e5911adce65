import { type Grouping, type NearList, takesPerStep } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import styles from './apply-dialog.module.css'
import { PreviewDialog } from './preview-dialog.tsx'
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
  const shown = list.items.slice(0, named)
  return (
    <PreviewDialog
      title="Keep one take of every group"
      action={`Remove ${formatCount(Math.min(list.removable, takesPerStep), 'take')}`}
      onApply={() => resolveAllGroups(grouping, list.version)}
      onClose={onClose}
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
    </PreviewDialog>
  )
}
