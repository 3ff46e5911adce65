import { Modal } from '@mantine/core'
import { useState } from 'react'
import type { CopiedList } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import blank from '../components/blank.module.css'
import styles from './apply-dialog.module.css'
import own from './copies.module.css'
import { trashAllCopies } from './copy-actions.ts'

/** The first of these are named. */
const named = 12

/** What would go if one copy of each content stayed, before it does. */
export function CopiesDialog({ list, onClose }: { list: CopiedList; onClose: () => void }) {
  const [isBusy, setBusy] = useState(false)
  const shown = list.items.slice(0, named)
  async function apply(): Promise<void> {
    setBusy(true)
    const isBegun = await trashAllCopies(list.version)
    setBusy(false)
    if (isBegun) onClose()
  }
  return (
    <Modal
      opened
      onClose={onClose}
      title="Keep one copy of each content"
      centered
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
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
      <div className={blank.buttons}>
        <button type="button" className={blank.primary} disabled={isBusy} onClick={() => void apply()}>
          Trash {formatCount(list.copies, 'copy', 'copies')}
        </button>
        <button type="button" className={blank.button} onClick={onClose}>
          Cancel
        </button>
      </div>
    </Modal>
  )
}
