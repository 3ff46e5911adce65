import type { ListedWorkflow, WorkflowSort } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { ExecutionState } from '../components/executions/execution-state.tsx'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import { PosterStrip } from '../components/pictures/poster-strip.tsx'
import { numberColumn, timeColumn } from '../components/table/column-kinds.ts'
import type { Column } from '../components/table/columns.ts'
import cell from '../components/takes/take-cell.module.css'
import { useRenaming } from '../state/renaming.ts'
import { texts } from './texts.ts'
import { lastRunLabel } from './workflow-labels.ts'
import styles from './workflows-page.module.css'

/** The columns of the list. */
export const workflowColumns: readonly Column<ListedWorkflow, WorkflowSort>[] = [
  {
    name: texts.name,
    sort: 'name',
    width: 150,
    grow: 1,
    value: ({ name }) => name,
    cell: (row) => <NameCell row={row} />,
  },
  {
    name: texts.outputs,
    sort: 'outputs',
    width: 270,
    yields: 2,
    value: (row) => row.output_count,
    cell: ({ outputs, output_count: count }) => <PosterStrip videos={outputs} count={count} most={5} />,
  },
  {
    name: texts.nodes,
    sort: 'nodes',
    kind: 'number',
    width: 80,
    value: (row) => row.node_count,
    cell: ({ node_count: count }) =>
      count === null ? <span className={styles.broken}>{texts.notReadable}</span> : formatCount(count),
  },
  numberColumn(texts.runs, 44, (row) => row.execution_count, { sort: 'runs', yields: 1 }),
  {
    name: texts.lastRun,
    sort: 'executed',
    width: 196,
    value: lastRunLabel,
    cell: (row) => <ExecutionState status={row.last_status ?? 'none'} words={lastRunLabel(row)} />,
  },
  timeColumn(texts.changed, (row) => row.updated_at, { sort: 'updated', yields: 3 }),
  timeColumn(texts.created, (row) => row.created_at, { sort: 'created', isExtra: true }),
]

/** The name and description, or a field while the name is edited. */
function NameCell({ row }: { row: ListedWorkflow }) {
  const isEditing = useRenaming(({ id }) => id === row.id)
  if (isEditing)
    return (
      <NameInput
        of={row}
        onSave={(name) => void client.workflows.update({ id: row.id, name }).catch(showError)}
        onEnd={focusList}
      />
    )
  return (
    <>
      <span className={cell.words}>
        <span className={cell.name}>{row.name}</span>
        {row.description && <small>{row.description}</small>}
      </span>
      {row.is_template && <span className={styles.tag}>{texts.templateLowercase}</span>}
      {row.status && (
        <span className={styles.tag} data-status={row.status}>
          {row.status}
        </span>
      )}
    </>
  )
}

/** Returns the focus to the list. */
function focusList(): void {
  document.querySelector<HTMLElement>('[role="grid"]')?.focus({ preventScroll: true })
}
