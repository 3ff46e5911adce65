import { create } from 'zustand'

/** Something that a person did and can take back; `undo` does so. */
interface Step {
  label: string
  /** What it is about, where steps follow each other fast. */
  topic?: string | undefined
  /** Takes down the notice that offers it. */
  hide(): void
  undo(): Promise<void>
}

const longest = 50

/** What can be taken back, the newest step last. */
export const useUndo = create<{ steps: readonly Step[] }>(() => ({ steps: [] }))

export function rememberStep(step: Step): void {
  useUndo.setState(({ steps }) => ({ steps: [...steps, step].slice(-longest) }))
}

/** Takes back one step, wherever it was asked for; each step once. */
export async function undoStep(step: Step | undefined = useUndo.getState().steps.at(-1)): Promise<void> {
  if (!step || !useUndo.getState().steps.includes(step)) return
  useUndo.setState(({ steps }) => ({ steps: steps.filter((other) => other !== step) }))
  await step.undo()
}
