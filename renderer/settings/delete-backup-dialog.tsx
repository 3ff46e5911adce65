import type { Backup } from '../../shared/contract/backups.ts'
import { formatBytes } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError, showNotice } from '../components/notice.tsx'
import { PreviewDialog } from '../components/preview-dialog.tsx'
import { formatWhenInline } from '../components/relative-time.ts'
import { texts } from './texts.ts'

interface DeleteBackupDialogProps {
  backup: Backup
  from: 'library' | 'copies'
  onDeleted: () => void
  onClose: () => void
}

/** The dialog that asks before a backup, or a copy of one, is deleted. */
export function DeleteBackupDialog({ backup, from, onDeleted, onClose }: DeleteBackupDialogProps) {
  const noun = from === 'library' ? 'backup' : 'copy'
  const { name, created_at, size_bytes } = backup
  const apply = async () => {
    try {
      await client.backups.delete({ name, from })
      showNotice(texts.deletedTheOf(noun, formatWhenInline(created_at)))
      onDeleted()
      return true
    } catch (error) {
      showError(error)
      return false
    }
  }
  return (
    <PreviewDialog
      title={texts.deleteTheOf(noun, formatWhenInline(created_at))}
      action={texts.deleteForGood}
      onApply={apply}
      onClose={onClose}
    >
      <p>
        {name}, {formatBytes(size_bytes)}
        {texts.thisCantBeUndone} {from === 'library' && texts.aCopyOfIt}
      </p>
    </PreviewDialog>
  )
}
