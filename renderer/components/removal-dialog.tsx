import { formatCount } from '../../shared/units.ts'
import { closeRemoval, useRemoval } from '../state/removal.ts'
import { PreviewDialog } from './preview-dialog.tsx'

/** Asks before takes or images are removed with their files outside the library. */
export function RemovalDialog() {
  const { removal } = useRemoval()
  if (!removal) return null
  const { noun, count, remove } = removal
  const items = formatCount(count, noun)
  return (
    <PreviewDialog
      title="Remove with the files"
      action={`Remove ${items} and ${count === 1 ? 'the file' : 'the files'}`}
      onApply={remove}
      onClose={closeRemoval}
    >
      <p>
        Removes {items} from the library. Files that it only refers to move to the trash of the computer that has the
        library; to bring them back, restore them there. Files of the library’s own go to its trash, as always.
      </p>
    </PreviewDialog>
  )
}
