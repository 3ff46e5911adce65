import { formatCount } from '../../shared/units.ts'
import { closeRemoval, useRemoval } from '../state/removal.ts'
import { PreviewDialog } from './preview-dialog.tsx'
import { texts } from './texts.ts'

/** Asks before takes or images are removed with their files outside the library. */
export function RemovalDialog() {
  const { removal } = useRemoval()
  if (!removal) return null
  const { noun, count, remove } = removal
  const items = formatCount(count, noun)
  return (
    <PreviewDialog
      title={texts.removeWithTheFiles}
      action={texts.removeAnd(items, count === 1 ? texts.theFile : texts.theFiles)}
      onApply={remove}
      onClose={closeRemoval}
    >
      <p>{texts.removalDialogText(items)}</p>
    </PreviewDialog>
  )
}
