import type { ListedExecution } from '../../shared/contract/executions.ts'
import { formatWhen } from '../../shared/units.ts'
import { statusLabel } from '../components/executions/execution-labels.ts'
import { ExecutionState } from '../components/executions/execution-state.tsx'
import { RunDuration } from '../components/executions/run-duration.tsx'
import { PosterStrip } from '../components/pictures/poster-strip.tsx'
import type { Column } from '../components/table/row-table.tsx'
import styles from './executions-page.module.css'

/** The columns of the table. Their widths are in executions-page.module.css. */
export const executionColumns: readonly Column<ListedExecution>[] = [
  { name: 'Workflow', cell: (row) => <span className={styles.name}>{row.workflow_name}</span> },
  {
    name: 'Run',
    cell: (row) => (
      <ExecutionState
        status={row.status}
        words={[statusLabel(row.status), row.started_at && formatWhen(row.started_at)].filter(Boolean).join(', ')}
      />
    ),
  },
  {
    name: 'Error',
    cell: ({ error: message }) => message && <span className={styles.error}>{message.split('\n', 1)[0]}</span>,
  },
  {
    name: 'Outputs',
    kind: 'minor',
    cell: ({ outputs, output_count: count }) => <PosterStrip videos={outputs} count={count} most={4} />,
  },
  { name: 'Took', kind: 'number', cell: (row) => <RunDuration run={row} /> },
]
