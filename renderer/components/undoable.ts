import { rememberStep, undoStep } from '../state/undo.ts'
import { showError, showNotice } from './notice.tsx'

/** Says what was done, with a way back that Ctrl Z shares. */
export function offerUndo(label: string, takeBack: () => Promise<unknown>): void {
  const step = {
    label,
    undo: async () => {
      hide()
      await takeBack().catch(showError)
    },
  }
  const hide = showNotice(label, { label: 'Undo', run: () => void undoStep(step) })
  rememberStep(step)
}
