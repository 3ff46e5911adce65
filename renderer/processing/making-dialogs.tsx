import { Modal } from '@mantine/core'
import { formatCount } from '../../shared/units.ts'
import { ConvertForm } from './convert-form.tsx'
import { closeMaking, useMaking } from './making.ts'
import { StitchForm } from './stitch-form.tsx'

/** The questions that come before something is made. */
export function MakingDialogs() {
  const { making } = useMaking()
  const title = making?.kind === 'stitch' ? `Stitch ${formatCount(making.ids.length, 'take')}` : 'Convert'
  return (
    <Modal
      opened={making !== null}
      onClose={closeMaking}
      title={title}
      size={440}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {making?.kind === 'stitch' && <StitchForm ids={making.ids} />}
      {making?.kind === 'convert' && <ConvertForm id={making.id} />}
    </Modal>
  )
}
