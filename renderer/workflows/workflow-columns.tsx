import type { ListedWorkflow } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { ExecutionState } from '../components/executions/execution-state.tsx'
import { NameInput } from '../components/name-input.tsx'
import { showError } from '../components/notice.tsx'
import { PosterStrip } from '../components/pictures/poster-strip.tsx'
import type { Column } from '../components/table/row-table.tsx'
import cell from '../components/takes/take-cell.module.css'
import { useRenaming } from '../state/renaming.ts'
import { lastRunLabel } from './workflow-labels.ts'
import styles from './workflows-page.module.css'

/** The columns of the list. Their widths are in workflows-page.module.css. */
export const workflowColumns: readonly Column<ListedWorkflow>[] = [
  { name: 'Name', cell: (row) => <NameCell row={row} /> },
  {
    name: 'Outputs',
    cell: ({ outputs, output_count: count }) => <PosterStrip videos={outputs} count={count} most={5} />,
  },
  {
    name: 'Nodes',
    kind: 'number',
    cell: ({ node_count: count }) =>
      count === null ? <span className={styles.broken}>not readable</span> : formatCount(count),
  },
  { name: 'Runs', kind: 'minor-number', cell: ({ execution_count: count }) => formatCount(count) },
  {
    name: 'Last run',
    cell: (row) => <ExecutionState status={row.last_status ?? 'none'} words={lastRunLabel(row)} />,
  },
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
