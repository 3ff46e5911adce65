import type { Execution } from '../../shared/contract/executions.ts'
import { executionStatuses } from '../../shared/contract/workflows.ts'
import { formatTook, formatWhen, parseTimestamp } from '../../shared/units.ts'

/** How a status reads on screen; one that another program made up reads as it stands. */
export function statusWords(status: string): string {
  return status.charAt(0).toUpperCase() + status.slice(1)
}

/** The statuses for a filter; the first stands for all. */
export const statusChoices = [
  ['', 'Any state'],
  ...executionStatuses.map((status) => [status, statusWords(status)] as const),
] as const

type Times = Pick<Execution, 'started_at' | 'completed_at' | 'status'>

/** Seconds that a run took, or has taken until `now` (milliseconds since the epoch); null where a time is not known. */
export function secondsOf({ started_at, completed_at, status }: Times, now: number): number | null {
  const start = parseTimestamp(started_at ?? '')
  const end = completed_at === null && status === 'running' ? now : parseTimestamp(completed_at ?? '')
  const seconds = (end - start) / 1000
  return Number.isNaN(seconds) ? null : Math.max(0, seconds)
}

/** What a screen reader says of a run. */
export function spokenExecution(run: Times & { workflow_name: string; error: string | null }): string {
  const seconds = secondsOf(run, Date.now())
  return [
    run.workflow_name,
    statusWords(run.status),
    formatWhen(run.started_at),
    seconds === null ? null : formatTook(seconds),
    run.error,
  ]
    .filter(Boolean)
    .join(', ')
}
