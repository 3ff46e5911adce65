import type { CopiedList } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import styles from './apply-dialog.module.css'
import own from './copies.module.css'
import { trashAllCopies } from './copy-actions.ts'
import { PreviewDialog } from './preview-dialog.tsx'

/** The first of these are named. */
const named = 12

/** What would go if one copy of each content stayed, before it does. */
export function CopiesDialog({ list, onClose }: { list: CopiedList; onClose: () => void }) {
  const shown = list.items.slice(0, named)
  return (
    <PreviewDialog
      title="Keep one copy of each content"
      action={`Trash ${formatCount(list.copies, 'copy', 'copies')}`}
      onApply={() => trashAllCopies(list.version)}
      onClose={onClose}
    >
      <p className={styles.lead}>
        The file in the library’s own folder stays, else the one that plays, else the oldest, else the one with the
        shortest path. {formatCount(list.copies, 'copy', 'copies')} of {formatCount(list.total, 'content')} would go to
        the trash of the library, up to {formatBytes(list.removable_bytes)}. Each is compared byte by byte with the one
        that stays; one undo puts all back.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, so keys have to reach it */}
      <ul className={own.would} aria-label="What would go" tabIndex={0}>
        {shown.map(({ file_hash, locations }) => (
          <li key={file_hash}>
            {locations.map(({ path, role }) => (
              <div key={path} data-goes={role === 'copy' || undefined}>
                <bdi>{path}</bdi>
              </div>
            ))}
          </li>
        ))}
      </ul>
      {list.total > named && <p className={styles.lead}>{formatCount(list.total - named, 'more content')}.</p>}
    </PreviewDialog>
  )
}
