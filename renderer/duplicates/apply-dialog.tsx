import { type Grouping, type SimilarList, videosPerStep } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import styles from './apply-dialog.module.css'
import { resolveAllGroups } from './resolve-group.ts'
import { texts } from './texts.ts'

interface ApplyDialogProps {
  list: SimilarList
  grouping: Grouping
  /** Label of the rule for the take to keep. */
  rule: string
  onClose: () => void
}

/** Maximum number of groups listed by name. */
const named = 12

/** Previews what the rules would do to all groups. */
export function ApplyDialog({ list, grouping, rule, onClose }: ApplyDialogProps) {
  const shown = list.items.slice(0, named)
  return (
    <PreviewDialog
      title={texts.keepOneTakePer}
      action={texts.remove(formatCount(Math.min(list.removable, videosPerStep), 'take'))}
      onApply={() => resolveAllGroups(grouping, list.version)}
      onClose={onClose}
    >
      <p className={styles.lead}>
        {rule}. {formatCount(list.removable, 'take')} {texts.in} {formatCount(list.total, 'group')}{' '}
        {texts.willBeRemoved} {formatBytes(list.removable_bytes)}
        {texts.detailsMove}
        {list.removable > videosPerStep && texts.removedPerStep(formatCount(videosPerStep))}
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
              {count > 4 && texts.andMore(formatCount(count - 4))}
            </span>
          </li>
        ))}
      </ul>
      {list.total > named && <p className={styles.lead}>{formatCount(list.total - named, texts.moreGroup)}.</p>}
    </PreviewDialog>
  )
}
