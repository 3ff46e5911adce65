import { formatCount } from '../../shared/units.ts'
import { Dialog } from '../components/dialog.tsx'
import { closeProcessingDialog, useProcessingDialog } from '../state/processing-dialog.ts'
import { ConvertForm } from './convert-form.tsx'
import { StitchForm } from './stitch-form.tsx'
import { texts } from './texts.ts'

/** The dialogs to stitch and to convert takes. */
export function ProcessingDialogs() {
  const { dialog } = useProcessingDialog()
  const title = dialog?.kind === 'stitch' ? texts.stitchTakes(formatCount(dialog.ids.length, 'take')) : texts.convert
  return (
    <Dialog isOpen={dialog !== null} title={title} size={440} onClose={closeProcessingDialog}>
      {dialog?.kind === 'stitch' && <StitchForm ids={dialog.ids} />}
      {dialog?.kind === 'convert' && <ConvertForm id={dialog.id} />}
    </Dialog>
  )
}
