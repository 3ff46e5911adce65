import type { TrashItem, TrashKey } from '../../shared/contract/trash.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import { deleteItems } from './trash-actions.ts'
import { countLabel } from './trash-labels.ts'
import styles from './trash-page.module.css'

interface DeleteDialogProps {
  /** The items to delete; all of the trash if omitted. */
  keys?: readonly TrashKey[]
  count: number
  /** Bytes that this frees; undefined if it is not known for all of them. */
  bytes: number | undefined
  /** Some of the items, as a sample. */
  sample: readonly TrashItem[]
  onDeleted: () => void
  onClose: () => void
}

/** Maximum number of items listed by name. */
const named = 8

/** Asks before items are deleted for good, with the bytes that this frees. */
export function DeleteDialog({ keys, count, bytes, sample, onDeleted, onClose }: DeleteDialogProps) {
  const shown = sample.slice(0, named)
  return (
    <PreviewDialog
      title={keys ? 'Delete from the trash' : 'Empty the trash'}
      action={`Delete ${formatCount(count, 'item')}`}
      onApply={async () => {
        const isStarted = await deleteItems(keys)
        if (isStarted) onDeleted()
        return isStarted
      }}
      onClose={onClose}
    >
      <p className={styles.lead}>
        Deletes {countLabel(count, bytes ?? 0)} for good, with ratings, tags, generation details and checkpoints. This
        can’t be undone. Files outside the library are not touched.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <ul className={styles.list} aria-label="Items to delete" tabIndex={0}>
        {shown.map(({ kind, id, name, size_bytes }) => (
          <li key={`${kind} ${id}`}>
            <span title={name}>{name}</span>
            <span>{size_bytes > 0 ? formatBytes(size_bytes) : '–'}</span>
          </li>
        ))}
        {count > shown.length && (
          <li>
            <span>{formatCount(count - shown.length, 'more item')}</span>
            <span />
          </li>
        )}
      </ul>
    </PreviewDialog>
  )
}
