import type { ExecutionSort, ListedExecution } from '../../shared/contract/executions.ts'
import { formatWhen } from '../../shared/units.ts'
import { statusLabel } from '../components/executions/execution-labels.ts'
import { ExecutionState } from '../components/executions/execution-state.tsx'
import { runColumns } from '../components/executions/run-columns.tsx'
import { textColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import styles from './executions-page.module.css'
import { texts } from './texts.ts'

/** The columns of the table. */
export const executionColumns: readonly Column<ListedExecution, ExecutionSort>[] = [
  {
    name: texts.workflow,
    sort: 'workflow',
    width: 120,
    grow: 2,
    value: (row) => row.workflow_name,
    cell: (row) => <span className={styles.name}>{row.workflow_name}</span>,
  },
  {
    name: texts.run,
    sort: 'status',
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
    name: texts.error,
    sort: 'error',
    width: 100,
    yields: 2,
    grow: 1,
    value: (row) => row.error,
    cell: ({ error: message }) => message && <span className={styles.error}>{message.split('\n', 1)[0]}</span>,
  },
  ...runColumns,
  timeColumn(texts.started, (row) => row.started_at, { sort: 'started', isExtra: true }),
  timeColumn(texts.ended, (row) => row.completed_at, { sort: 'ended', isExtra: true }),
  textColumn(texts.id, 150, ({ id }) => id, { isExtra: true }),
]
