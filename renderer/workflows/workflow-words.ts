import type { ListedWorkflow } from '../../shared/contract/workflows.ts'
import { formatCount, formatWhen } from '../../shared/units.ts'
import { statusWords } from '../executions/execution-words.ts'

/** How many nodes, outputs and runs: `5 nodes · 63 outputs · 19 runs`. Null for nodes that nobody can count. */
export function countsLine(nodes: number | null, outputs: number, runs: number): string {
  return [
    nodes === null ? 'not readable' : formatCount(nodes, 'node'),
    formatCount(outputs, 'output'),
    formatCount(runs, 'run'),
  ].join(' · ')
}

/** The newest run in words: `Failed, Today 14:02`. */
export function lastRunWords({ last_status, last_executed_at }: ListedWorkflow): string {
  if (last_status === null) return 'Never run'
  const when = last_executed_at === null ? [] : [formatWhen(last_executed_at)]
  return [statusWords(last_status), ...when].join(', ')
}

/** What a screen reader says of a workflow. */
export function spokenWorkflow(row: ListedWorkflow): string {
  const counts = countsLine(row.node_count, row.output_count, row.execution_count)
  return [row.name, row.status, counts, lastRunWords(row)].filter(Boolean).join(', ')
}
