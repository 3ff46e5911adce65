import { rememberStep, undoStep, useUndo } from '../state/undo.ts'
import { showError, showNotice } from './notice.tsx'

/** Shows a notice that offers Undo, which Ctrl Z does too. It replaces the previous notice of the same `topic`. */
export function offerUndo(label: string, revert: () => Promise<unknown>, topic?: string): void {
  const last = useUndo.getState().steps.at(-1)
  if (topic !== undefined && last?.topic === topic) last.hide()
  const step = {
    label,
    topic,
    hide: () => hide(),
    undo: async () => {
      hide()
      await revert().catch(showError)
    },
  }
  const hide = showNotice(label, { label: 'Undo', run: () => void undoStep(step) })
  rememberStep(step)
}
