import type { CopiedList } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import styles from './apply-dialog.module.css'
import own from './copies.module.css'
import { trashAllCopies } from './copy-actions.ts'
import { texts } from './texts.ts'

/** Maximum number of contents listed by name. */
const named = 12

/** Previews which copies would be moved to the trash to keep one of each content. */
export function CopiesDialog({ list, onClose }: { list: CopiedList; onClose: () => void }) {
  const shown = list.items.slice(0, named)
  return (
    <PreviewDialog
      title={texts.keepOneCopyOf}
      action={texts.moveCopiesToTrash(formatCount(list.copies, 'copy', 'copies'))}
      onApply={() => trashAllCopies(list.version)}
      onClose={onClose}
    >
      <p className={styles.lead}>
        {texts.copiesDialogText(
          formatCount(list.copies, 'copy', 'copies'),
          formatCount(list.total, 'file'),
          formatBytes(list.removable_bytes),
        )}
      </p>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling by keyboard needs the focus */}
      <ul className={own.would} aria-label={texts.copiesToBeMoved} tabIndex={0}>
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
      {list.total > named && <p className={styles.lead}>{formatCount(list.total - named, texts.moreFile)}.</p>}
    </PreviewDialog>
  )
}
