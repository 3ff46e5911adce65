import type { TrashItem, TrashKey } from '../../shared/contract/trash.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import { texts } from './texts.ts'
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
      title={keys ? texts.deleteFromTheTrash : texts.emptyTheTrash}
      action={texts.delete(formatCount(count, 'item'))}
      onApply={async () => {
        const isStarted = await deleteItems(keys)
        if (isStarted) onDeleted()
        return isStarted
      }}
      onClose={onClose}
    >
      <p className={styles.lead}>{texts.deleteDialogText(countLabel(count, bytes ?? 0))}</p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <ul className={styles.list} aria-label={texts.itemsToDelete} tabIndex={0}>
        {shown.map(({ kind, id, name, size_bytes }) => (
          <li key={`${kind} ${id}`}>
            <span title={name}>{name}</span>
            <span>{size_bytes > 0 ? formatBytes(size_bytes) : '–'}</span>
          </li>
        ))}
        {count > shown.length && (
          <li>
            <span>{formatCount(count - shown.length, texts.moreItem)}</span>
            <span />
          </li>
        )}
      </ul>
    </PreviewDialog>
  )
}
