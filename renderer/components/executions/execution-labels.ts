import type { Execution } from '../../../shared/contract/executions.ts'
import { executionStatuses } from '../../../shared/contract/workflows.ts'
import { formatElapsed, formatWhen, parseTimestamp } from '../../../shared/units.ts'
import { texts } from './texts.ts'

/** Returns a status as a label; those of other programs are only capitalised. */
export function statusLabel(status: string): string {
  return status.charAt(0).toUpperCase() + status.slice(1)
}

/** Choices of a filter by status; the first means any. */
export const statusChoices = [
  ['', texts.anyState],
  ...executionStatuses.map((status) => [status, statusLabel(status)] as const),
] as const

type Times = Pick<Execution, 'started_at' | 'completed_at' | 'status'>

/**
 * Returns the duration of a run in seconds, up to `now` (milliseconds since the epoch) while it is running; null if
 * unknown.
 */
export function secondsOf({ started_at, completed_at, status }: Times, now: number): number | null {
  const start = parseTimestamp(started_at ?? '')
  const end = completed_at === null && status === 'running' ? now : parseTimestamp(completed_at ?? '')
  const seconds = (end - start) / 1000
  return Number.isNaN(seconds) ? null : Math.max(0, seconds)
}

/** Returns the screen-reader text of a run. */
export function spokenExecution(run: Times & { workflow_name: string; error: string | null }): string {
  const seconds = secondsOf(run, Date.now())
  return [
    run.workflow_name,
    statusLabel(run.status),
    formatWhen(run.started_at),
    seconds === null ? null : formatElapsed(seconds),
    run.error,
  ]
    .filter(Boolean)
    .join(', ')
}
