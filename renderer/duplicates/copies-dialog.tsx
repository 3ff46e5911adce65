import type { CopiedList } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import styles from './apply-dialog.module.css'
import own from './copies.module.css'
import { trashAllCopies } from './copy-actions.ts'

/** Maximum number of contents listed by name. */
const named = 12

/** Previews which copies would be moved to the trash to keep one of each content. */
export function CopiesDialog({ list, onClose }: { list: CopiedList; onClose: () => void }) {
  const shown = list.items.slice(0, named)
  return (
    <PreviewDialog
      title="Keep one copy of each file"
      action={`Move ${formatCount(list.copies, 'copy', 'copies')} to trash`}
      onApply={() => trashAllCopies(list.version)}
      onClose={onClose}
    >
      <p className={styles.lead}>
        Keeps the copy in the library folder, else the one that plays, else the oldest, else the one with the shortest
        path. {formatCount(list.copies, 'copy', 'copies')} of {formatCount(list.total, 'file')} will move to the
        library’s trash, up to {formatBytes(list.removable_bytes)}. Each is first compared byte by byte with the copy
        that stays. You can undo this.
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <ul className={own.would} aria-label="Copies to be moved" tabIndex={0}>
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
      {list.total > named && <p className={styles.lead}>{formatCount(list.total - named, 'more file')}.</p>}
    </PreviewDialog>
  )
}
