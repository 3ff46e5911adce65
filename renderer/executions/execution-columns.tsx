import type { ListedExecution } from '../../shared/contract/executions.ts'
import { formatTook, formatWhen } from '../../shared/units.ts'
import { PosterStrip } from '../components/poster-strip.tsx'
import type { Column } from '../rows/row-table.tsx'
import { ExecutionState } from './execution-state.tsx'
import { secondsOf, statusWords } from './execution-words.ts'
import styles from './executions-page.module.css'

/** The columns of the table; their widths stand in executions-page.module.css. */
export const executionColumns: readonly Column<ListedExecution>[] = [
  { name: 'Workflow', cell: (row) => <span className={styles.name}>{row.workflow_name}</span> },
  {
    name: 'Run',
    cell: (row) => (
      <ExecutionState
        status={row.status}
        words={[statusWords(row.status), row.started_at && formatWhen(row.started_at)].filter(Boolean).join(', ')}
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
  { name: 'Took', kind: 'number', cell: (row) => formatTook(secondsOf(row, Date.now())) },
]
