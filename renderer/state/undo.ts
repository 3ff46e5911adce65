import { create } from 'zustand'

/** A step that can be undone. */
interface Step {
  label: string
  /** Quick successive steps with the same topic share a notice. */
  topic?: string | undefined
  /** Hides the notice that offers Undo. */
  hide(): void
  undo(): Promise<void>
  /** Repeats it after an undo; undefined if it can only be undone. */
  redo?: (() => Promise<void>) | undefined
}

const longest = 50

/** Steps that can be undone, and steps that were undone and can be redone; newest last. */
export const useUndo = create<{ steps: readonly Step[]; undone: readonly Step[] }>(() => ({ steps: [], undone: [] }))

export function rememberStep(step: Step): void {
  useUndo.setState(({ steps }) => ({ steps: [...steps, step].slice(-longest), undone: [] }))
}

/** Changes that are on screen before the library has answered. Their steps are remembered with the answer. */
const unanswered = new Set<Promise<void>>()

/** Lets Undo wait for the answer to a change that is already on screen, so that it undoes this change, not the last. */
export async function trackUnanswered(change: Promise<void>): Promise<void> {
  unanswered.add(change)
  await change.finally(() => unanswered.delete(change))
}

/**
 * Undoes a step, by default the newest, also if its answer is on its way. A step can be undone only once. Returns false
 * if there is none.
 */
export async function undoStep(chosen?: Step): Promise<boolean> {
  if (!chosen) await Promise.allSettled(unanswered)
  const step = chosen ?? useUndo.getState().steps.at(-1)
  if (!step || !useUndo.getState().steps.includes(step)) return false
  useUndo.setState(({ steps, undone }) => ({
    steps: steps.filter((other) => other !== step),
    undone: step.redo ? [...undone, step] : [],
  }))
  await step.undo()
  return true
}

/** Repeats the step that was undone last. Returns false if there is none. */
export async function redoStep(): Promise<boolean> {
  const step = useUndo.getState().undone.at(-1)
  if (!step) return false
  useUndo.setState(({ steps, undone }) => ({ steps: [...steps, step].slice(-longest), undone: undone.slice(0, -1) }))
  await step.redo?.()
  return true
}
