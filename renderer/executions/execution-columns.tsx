import type { ListedExecution } from '../../shared/contract/executions.ts'
import { formatWhen } from '../../shared/units.ts'
import { secondsOf, statusLabel } from '../components/executions/execution-labels.ts'
import { ExecutionState } from '../components/executions/execution-state.tsx'
import { RunDuration } from '../components/executions/run-duration.tsx'
import { PosterStrip } from '../components/pictures/poster-strip.tsx'
import { textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import styles from './executions-page.module.css'

/** The columns of the table. */
export const executionColumns: readonly Column<ListedExecution>[] = [
  {
    name: 'Workflow',
    width: 120,
    grow: 0.9,
    value: (row) => row.workflow_name,
    cell: (row) => <span className={styles.name}>{row.workflow_name}</span>,
  },
  {
    name: 'Run',
    width: 190,
    value: (row) => row.status,
    cell: (row) => (
      <ExecutionState
        status={row.status}
        words={[statusLabel(row.status), row.started_at && formatWhen(row.started_at)].filter(Boolean).join(', ')}
      />
    ),
  },
  {
    name: 'Error',
    width: 100,
    grow: 1.1,
    value: (row) => row.error,
    cell: ({ error: message }) => message && <span className={styles.error}>{message.split('\n', 1)[0]}</span>,
  },
  {
    name: 'Outputs',
    width: 216,
    yields: 1,
    value: (row) => row.output_count,
    cell: ({ outputs, output_count: count }) => <PosterStrip videos={outputs} count={count} most={4} />,
  },
  {
    name: 'Took',
    kind: 'number',
    width: 84,
    value: (row) => secondsOf(row, Date.now()),
    cell: (row) => <RunDuration run={row} />,
  },
  timeColumn('Started', (row) => row.started_at, { isExtra: true }),
  timeColumn('Ended', (row) => row.completed_at, { isExtra: true }),
  textColumn('Id', 150, ({ id }) => id, { isExtra: true }),
]
