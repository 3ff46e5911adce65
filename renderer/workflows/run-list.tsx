import type { ListedExecution } from '../../shared/contract/executions.ts'
import { formatWhen } from '../../shared/units.ts'
import { spokenExecution } from '../components/executions/execution-labels.ts'
import { ExecutionState } from '../components/executions/execution-state.tsx'
import { runColumns } from '../components/executions/run-columns.tsx'
import type { Column } from '../components/table/columns.ts'
import { noSelection } from '../components/table/row-selection.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useNow } from '../components/use-now.ts'
import { setView } from '../state/view.ts'
import styles from './run-list.module.css'
import { axisOf, positionOn, type Span, spanOf } from './run-span.ts'
import { texts } from './texts.ts'
import type { Run } from './use-run.ts'

const keyOf = ({ id }: ListedExecution) => id

/** The runs of a workflow as bars on a time axis, newest first. The selected run is also shown in the graph. */
export function RunList({ runs, onRun }: { runs: Run; onRun: (id: string | undefined) => void }) {
  const { rows, shown, isChosen } = runs
  const now = useNow(
    1000,
    rows.loaded.some(({ status }) => status === 'running'),
  )
  const columns = barColumns(axisOf(rows.loaded, now), now)
  const index = isChosen ? rows.loaded.findIndex(({ id }) => id === shown?.id) : -1
  const chosen = shown && index >= 0
  const selection = chosen ? { keys: new Set([shown.id]), focus: index, anchor: index } : noSelection<string>()
  return (
    <RowTable
      label={texts.runs}
      columns={columns}
      rows={rows}
      keyOf={keyOf}
      spoken={spokenExecution}
      selection={selection}
      select={(at) => {
        const row = rows.at(at)
        if (row) onRun(row.id)
      }}
      selectAll={() => undefined}
      clear={() => onRun(undefined)}
      onOpen={() => setView({ inspectorOpen: true })}
      onRange={runs.tellRange}
    />
  )
}

function barColumns(axis: Span | null, now: number): Column<ListedExecution>[] {
  return [
    {
      name: texts.run,
      width: 146,
      value: (row) => row.status,
      cell: (row) => <ExecutionState status={row.status} words={formatWhen(row.started_at)} />,
    },
    {
      name: texts.when,
      width: 80,
      grow: 1,
      value: (row) => row.started_at,
      cell: (row) => <Bar row={row} axis={axis} now={now} />,
    },
    ...runColumns,
  ]
}

function Bar({ row, axis, now }: { row: ListedExecution; axis: Span | null; now: number }) {
  const span = spanOf(row, now)
  const place = axis && span && positionOn(axis, span)
  return (
    <span className={styles.bar}>
      {place && (
        <i
          data-status={row.status}
          style={{ left: `min(${place.left * 100}%, 100% - 8px)`, width: `${place.width * 100}%` }}
        />
      )}
    </span>
  )
}
