import type { ListedWorkflow } from '../../shared/contract/workflows.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import { statusLabel } from '../components/executions/execution-labels.ts'
import { texts } from './texts.ts'

/** Counts nodes, outputs and runs: `5 nodes · 63 outputs · 19 runs`. `nodes` is null if the definition is invalid. */
export function countsLine(nodes: number | null, outputs: number, runs: number): string {
  return [
    nodes === null ? 'unreadable' : formatCount(nodes, 'node'),
    formatCount(outputs, 'output'),
    formatCount(runs, 'run'),
  ].join(' · ')
}

/** Returns the state and time of the newest run: `Failed, Today 14:02`. */
export function lastRunLabel({ last_status, last_executed_at }: ListedWorkflow): string {
  if (last_status === null) return texts.neverRun
  const when = last_executed_at === null ? [] : [formatWhen(last_executed_at)]
  return [statusLabel(last_status), ...when].join(', ')
}

/** Returns the screen-reader text of a workflow. */
export function spokenWorkflow(row: ListedWorkflow): string {
  const counts = countsLine(row.node_count, row.output_count, row.execution_count)
  return [row.name, row.status, counts, lastRunLabel(row)].filter(Boolean).join(', ')
}
