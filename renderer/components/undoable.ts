import { rememberStep, undoStep, useUndo } from '../state/undo.ts'
import { showError, showNotice } from './notice.tsx'

/** Says what was done, with a way back that Ctrl Z shares. Of one `topic` only the last notice stands; Ctrl Z knows them all. */
export function offerUndo(label: string, takeBack: () => Promise<unknown>, topic?: string): void {
  const last = useUndo.getState().steps.at(-1)
  if (topic !== undefined && last?.topic === topic) last.hide()
  const step = {
    label,
    topic,
    hide: () => hide(),
    undo: async () => {
      hide()
      await takeBack().catch(showError)
    },
  }
  const hide = showNotice(label, { label: 'Undo', run: () => void undoStep(step) })
  rememberStep(step)
}
