import { create } from 'zustand'

/** A step that can be undone. */
interface Step {
  label: string
  /** Quick successive steps with the same topic share a notice. */
  topic?: string | undefined
  /** Hides the notice that offers Undo. */
  hide(): void
  undo(): Promise<void>
}

const longest = 50

/** Steps that can be undone, newest last. */
export const useUndo = create<{ steps: readonly Step[] }>(() => ({ steps: [] }))

export function rememberStep(step: Step): void {
  useUndo.setState(({ steps }) => ({ steps: [...steps, step].slice(-longest) }))
}

/** Changes that are on screen before the library has answered. Their steps are remembered with the answer. */
const unanswered = new Set<Promise<void>>()

/** Lets Undo wait for the answer to a change that is already on screen, so that it undoes this change, not the last. */
export async function trackUnanswered(change: Promise<void>): Promise<void> {
  unanswered.add(change)
  await change.finally(() => unanswered.delete(change))
}

/** Undoes a step, by default the newest, also if its answer is on its way. A step can be undone only once. */
export async function undoStep(chosen?: Step): Promise<void> {
  if (!chosen) await Promise.allSettled(unanswered)
  const step = chosen ?? useUndo.getState().steps.at(-1)
  if (!step || !useUndo.getState().steps.includes(step)) return
  useUndo.setState(({ steps }) => ({ steps: steps.filter((other) => other !== step) }))
  await step.undo()
}
