import { ORPCError } from '@orpc/client'
import { client } from '../client.ts'
import { redoNewest, rememberStep, undoNewest, undoStep, useUndo } from '../state/undo.ts'
import { showError, showNotice } from './notice.tsx'
import { texts } from './texts.ts'

/** Shows a notice that offers Undo, which Ctrl Z does too. It replaces the previous notice of the same `topic`. */
export function offerUndo(label: string, revert: () => Promise<unknown>, topic?: string): void {
  offer({ label, topic, undo: revert })
}

/** Returns the name of a new step of the history, to pass with each of its calls. */
export function newStep(): string {
  return [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const reversalOf = (step: string) => ({
  undo: () => client.history.undo({ step }),
  redo: () => client.history.redo({ step }),
})

/** Shows a notice that offers to undo a step of the history, by the name that its calls had. */
export function offerUndoOf(step: string, label: string, topic?: string): void {
  offer({ label, topic, ...reversalOf(step) })
}

/** Lets Ctrl Z undo a step of the history without a notice. */
export function rememberUndoOf(step: string, label: string): void {
  const { undo, redo } = reversalOf(step)
  rememberStep({ label, hide: () => undefined, undo: quietly(undo), redo: quietly(redo) })
}

interface Offer {
  label: string
  topic: string | undefined
  undo: () => Promise<unknown>
  redo?: () => Promise<unknown>
}

function offer({ label, topic, undo, redo }: Offer): void {
  const last = useUndo.getState().steps.at(-1)
  if (topic !== undefined && last?.topic === topic) last.hide()
  const step = {
    label,
    topic,
    hide: () => hide(),
    undo: async () => {
      hide()
      await undo().catch(showError)
    },
    redo: redo && quietly(redo),
  }
  const hide = showNotice(label, { label: texts.undo, run: () => void undoStep(step) })
  rememberStep(step)
}

const quietly = (work: () => Promise<unknown>) => async () => void (await work().catch(showError))

/** Undoes the last step of this window; once there is none, the last one by a window or browser in the history. */
export async function undoLast(): Promise<void> {
  await undoNewest(() => fromHistory(() => client.history.undo({}), texts.undone))
}

/** Redoes what was undone last, also before this window was opened. */
export async function redoLast(): Promise<void> {
  await redoNewest(() => fromHistory(() => client.history.redo({}), texts.redone))
}

async function fromHistory(call: () => ReturnType<typeof client.history.undo>, verb: string): Promise<void> {
  try {
    const { entry } = await call()
    showNotice(`${verb}: ${entry.words.replace(/^(Undid|Redid): /, '')}`)
  } catch (error) {
    if (error instanceof ORPCError && error.code === 'NOT_FOUND') showNotice(error.message)
    else showError(error)
  }
}
