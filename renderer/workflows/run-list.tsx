import type { ListedExecution } from '../../shared/contract/executions.ts'
import { formatTook, formatWhen } from '../../shared/units.ts'
import { PosterStrip } from '../components/poster-strip.tsx'
import { ExecutionState } from '../executions/execution-state.tsx'
import { secondsOf, spokenExecution } from '../executions/execution-words.ts'
import { useSecondsPass } from '../executions/use-seconds-pass.ts'
import { noSelection } from '../rows/row-selection.ts'
import { type Column, RowTable } from '../rows/row-table.tsx'
import { setView } from '../state/view.ts'
import styles from './run-list.module.css'
import { axisOf, placeOn, type Span, spanOf } from './run-span.ts'
import type { Run } from './use-run.ts'

const keyOf = ({ id }: ListedExecution) => id

/** The runs of a workflow as bars on one axis of time, newest first. The one that is chosen is shown in the graph too. */
export function RunList({ runs, onRun }: { runs: Run; onRun: (id: string | undefined) => void }) {
  const { rows, shown, isChosen } = runs
  useSecondsPass(rows.loaded.some(({ status }) => status === 'running'))
  const columns = runColumns(axisOf(rows.loaded, Date.now()))
  const index = isChosen ? rows.loaded.findIndex(({ id }) => id === shown?.id) : -1
  const chosen = shown && index >= 0
  const selection = chosen ? { keys: new Set([shown.id]), focus: index, anchor: index } : noSelection<string>()
  return (
    <RowTable
      label="Runs"
      columns={columns}
      className={styles.table}
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
      onKey={() => false}
      onRange={runs.tellRange}
    />
  )
}

function runColumns(axis: Span | null): Column<ListedExecution>[] {
  return [
    { name: 'Run', cell: (row) => <ExecutionState status={row.status} words={formatWhen(row.started_at)} /> },
    { name: 'When', cell: (row) => <Bar row={row} axis={axis} /> },
    {
      name: 'Outputs',
      cell: ({ outputs, output_count: count }) => <PosterStrip videos={outputs} count={count} most={4} />,
    },
    { name: 'Took', kind: 'number', cell: (row) => formatTook(secondsOf(row, Date.now())) },
  ]
}

function Bar({ row, axis }: { row: ListedExecution; axis: Span | null }) {
  const span = spanOf(row, Date.now())
  const place = axis && span && placeOn(axis, span)
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
