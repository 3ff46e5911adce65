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

/** Resolves once the library has answered the changes that are already on screen. */
export async function awaitAnswers(): Promise<void> {
  await Promise.allSettled(unanswered)
}

let running: Promise<void> = Promise.resolve()

/** Runs undos and redos one after another: a step can be undone only after those that changed the same later. */
function inOrder(work: () => Promise<void>): Promise<void> {
  running = running.then(work, work)
  return running
}

/** Undoes a step. A step can be undone only once. */
export function undoStep(step: Step): Promise<void> {
  return inOrder(() => undoOnce(step))
}

async function undoOnce(step: Step): Promise<void> {
  if (!useUndo.getState().steps.includes(step)) return
  useUndo.setState(({ steps, undone }) => ({
    steps: steps.filter((other) => other !== step),
    undone: step.redo ? [...undone, step] : [],
  }))
  await step.undo()
}

/** Undoes the newest step, also if its answer is on its way. Runs `otherwise` if there is none. */
export async function undoNewest(otherwise: () => Promise<void>): Promise<void> {
  await awaitAnswers()
  await inOrder(async () => {
    const step = useUndo.getState().steps.at(-1)
    await (step ? undoOnce(step) : otherwise())
  })
}

/** Repeats the step that was undone last. Runs `otherwise` if there is none. */
export function redoNewest(otherwise: () => Promise<void>): Promise<void> {
  return inOrder(async () => {
    const step = useUndo.getState().undone.at(-1)
    if (!step) return await otherwise()
    useUndo.setState(({ steps, undone }) => ({ steps: [...steps, step].slice(-longest), undone: undone.slice(0, -1) }))
    await step.redo?.()
  })
}
