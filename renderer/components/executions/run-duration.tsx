import type { Execution } from '../../../shared/contract/executions.ts'
import { formatElapsed } from '../../../shared/units.ts'
import { useNow } from '../use-now.ts'
import { secondsOf } from './execution-labels.ts'

/** The duration of a run, updated every second while it is running. */
export function RunDuration({ run }: { run: Pick<Execution, 'started_at' | 'completed_at' | 'status'> }) {
  return formatElapsed(secondsOf(run, useNow(1000, run.status === 'running')))
}
