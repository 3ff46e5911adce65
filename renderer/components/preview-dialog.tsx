import { type ReactNode, useState } from 'react'
import { Button } from './button.tsx'
import { Dialog, DialogFoot } from './dialog.tsx'
import { texts } from './texts.ts'

interface PreviewDialogProps {
  title: string
  /** Label of the button. */
  action: string
  /** True once the preview is complete; the button waits for it. */
  isReady?: boolean
  /** Returns whether the action was started; if not, the dialog stays open. */
  onApply: () => Promise<boolean>
  onClose: () => void
  /** Preview of the action. */
  children: ReactNode
}

/** A dialog that previews an action on many items before it is started. */
export function PreviewDialog({ title, action, isReady = true, onApply, onClose, children }: PreviewDialogProps) {
  const [isBusy, setBusy] = useState(false)
  async function apply(): Promise<void> {
    setBusy(true)
    const isBegun = await onApply()
    setBusy(false)
    if (isBegun) onClose()
  }
  return (
    <Dialog title={title} size="lg" onClose={onClose}>
      {children}
      <DialogFoot>
        <Button onClick={onClose}>{texts.cancel}</Button>
        <Button variant="primary" disabled={isBusy || !isReady} onClick={() => void apply()}>
          {action}
        </Button>
      </DialogFoot>
    </Dialog>
  )
}
