import type { ExecutionSort, ListedExecution } from '../../../shared/contract/executions.ts'
import { PosterStrip } from '../pictures/poster-strip.tsx'
import type { Column } from '../table/columns.ts'
import { secondsOf } from './execution-labels.ts'
import { RunDuration } from './run-duration.tsx'
import { texts } from './texts.ts'

/** The columns that all tables of runs have. */
export const runColumns: readonly Column<ListedExecution, ExecutionSort>[] = [
  {
    name: texts.outputs,
    sort: 'outputs',
    width: 236,
    yields: 1,
    value: (row) => row.output_count,
    cell: ({ outputs, output_count: count }) => <PosterStrip videos={outputs} count={count} most={4} />,
  },
  {
    name: texts.took,
    sort: 'took',
    kind: 'number',
    width: 84,
    value: (row) => secondsOf(row, Date.now()),
    cell: (row) => <RunDuration run={row} />,
  },
]
