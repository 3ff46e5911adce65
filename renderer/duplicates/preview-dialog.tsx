import { Modal } from '@mantine/core'
import { type ReactNode, useState } from 'react'
import blank from '../components/blank.module.css'

interface PreviewDialogProps {
  title: string
  /** What the button says. */
  action: string
  /** Does it, and answers whether that began; it stays open where it did not. */
  onApply: () => Promise<boolean>
  onClose: () => void
  /** What would be done. */
  children: ReactNode
}

/** What one step would do to everything that is listed, before it does. */
export function PreviewDialog({ title, action, onApply, onClose, children }: PreviewDialogProps) {
  const [isBusy, setBusy] = useState(false)
  async function apply(): Promise<void> {
    setBusy(true)
    const isBegun = await onApply()
    setBusy(false)
    if (isBegun) onClose()
  }
  return (
    <Modal opened onClose={onClose} title={title} centered size="lg" closeButtonProps={{ 'aria-label': 'Close' }}>
      {children}
      <div className={blank.buttons}>
        <button type="button" className={blank.primary} disabled={isBusy} onClick={() => void apply()}>
          {action}
        </button>
        <button type="button" className={blank.button} onClick={onClose}>
          Cancel
        </button>
      </div>
    </Modal>
  )
}
