import { AsyncLocalStorage } from 'node:async_hooks'

/** A step that is being taken: what the journal says of the changes of its transactions. */
export interface Step {
  /** Transactions of the same name and author are one entry of the journal. */
  id: string
  author: string
  user_id: string | null
  /** The procedure or the kind of the job. */
  action: string
  title?: string
  /** The entry that it reverses. */
  undoes?: number
  /** Rolls each transaction back and throws `DryRunEnd`, so that nothing is changed. */
  isDryRun?: boolean
}

const steps = new AsyncLocalStorage<Step>()

/** Runs `work`, and what it starts, as a step. */
export function withStep<T>(step: Step, work: () => T): T {
  return steps.run(step, work)
}

/** Runs `work` as the undo of an entry, if there is one. */
export function withUndoOf<T>(entry: number | undefined, work: () => T): T {
  const step = steps.getStore()
  return step && entry !== undefined ? steps.run({ ...step, action: 'history.undo', undoes: entry }, work) : work()
}

/** Returns the step that the caller belongs to; undefined for work that nothing asked for. */
export function currentStep(): Step | undefined {
  return steps.getStore()
}
