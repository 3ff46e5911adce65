import type { ListedWorkflow } from '../../shared/contract/workflows.ts'
import { workflowStatuses } from '../../shared/contract/workflows.ts'
import { api, client } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Trouble } from '../components/trouble.tsx'
import { useSpring } from '../components/use-spring.ts'
import { RowTable } from '../rows/row-table.tsx'
import { useRowView } from '../rows/use-row-view.ts'
import { ChoiceFilter, PathFilter, ViewBar } from '../rows/view-bar.tsx'
import { useRenaming } from '../state/renaming.ts'
import { NoWorkflows } from './no-workflows.tsx'
import { useOpenWorkflow } from './use-open-workflow.ts'
import { createWorkflow, duplicateWorkflow, removeWorkflows } from './workflow-actions.ts'
import { workflowColumns } from './workflow-columns.tsx'
import { spokenWorkflow } from './workflow-words.ts'
import { WorkflowsInspector } from './workflows-inspector.tsx'
import styles from './workflows-page.module.css'
import { useWorkflowsSearch, type WorkflowsSearch } from './workflows-search.ts'

const keyOf = ({ id }: ListedWorkflow) => id
const mostKeys = 500

/** The keys of the list beside those that move in it. */
export const workflowKeys = [
  { key: 'Enter', words: 'Open' },
  { key: 'F2', words: 'Rename' },
  { key: 'D', words: 'Duplicate as a template' },
  { key: 'N', words: 'New workflow' },
  { key: 'Del', words: 'Remove from the library' },
] as const

/** All workflows, or those that the address narrows them to. */
export function WorkflowsPage() {
  const { search, filter, change } = useWorkflowsSearch()
  const { rows, ids, chosen, words, table } = useRowView<ListedWorkflow, string>({
    query: (offset, limit) => api.workflows.list.queryOptions({ input: { ...filter, offset, limit } }),
    keyOf,
    readKeys: async () => (await client.workflows.list({ ...filter, limit: mostKeys })).items.map(keyOf),
    filter,
  })
  const open = useOpenWorkflow()
  const spring = useSpring(
    (event) => rows.at(Number((event.target as Element).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1))?.id,
    open,
  )
  return (
    <section className={styles.page} aria-label="Workflows" {...spring}>
      <WorkflowsBar words={words} search={search} onChange={change} />
      {rows.total === undefined && rows.error ? (
        <Trouble title="The workflows could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <NoWorkflows
          onShowAll={search.named || search.status ? () => change({ named: undefined, status: undefined }) : null}
        />
      ) : (
        <RowTable
          key={JSON.stringify(filter)}
          label="Workflows"
          columns={workflowColumns}
          className={styles.table}
          rowHeight={44}
          {...table}
          spoken={spokenWorkflow}
          onOpen={({ id }) => open(id)}
          onKey={(key) => handleKey(key, ids, open)}
        />
      )}
      <WorkflowsInspector ids={ids} rows={chosen} />
    </section>
  )
}

function handleKey(key: string, ids: readonly string[], open: (id: string | undefined) => void): boolean {
  const [only] = ids
  if (key === 'n') void createWorkflow().then((id) => open(id))
  else if (key === 'Delete' && ids.length > 0) void removeWorkflows(ids)
  else if (key === 'F2' && only && ids.length === 1) useRenaming.setState({ id: only })
  else if (key === 'd' && only && ids.length === 1) void duplicateWorkflow(only).then((id) => open(id))
  else return false
  return true
}

interface WorkflowsBarProps {
  words: string
  search: WorkflowsSearch
  onChange: (next: WorkflowsSearch) => void
}

function WorkflowsBar({ words, search, onChange }: WorkflowsBarProps) {
  const open = useOpenWorkflow()
  const statuses = workflowStatuses.map((status) => [status, status === 'saved' ? 'Saved' : 'Drafts'] as const)
  return (
    <ViewBar title="Workflows" words={words}>
      <PathFilter
        label="Search by name"
        value={search.named ?? ''}
        onChange={(named) => onChange({ named: named || undefined })}
      />
      <ChoiceFilter
        label="Status"
        value={search.status ?? ''}
        choices={[['', 'Any status'], ...statuses]}
        onChange={(value) => onChange({ status: workflowStatuses.find((status) => status === value) })}
      />
      <ChoiceFilter
        label="Order"
        value={search.by ?? ''}
        choices={sorts}
        onChange={(value) => onChange({ by: (value || undefined) as WorkflowsSearch['by'] })}
      />
      <button type="button" className={blank.button} onClick={() => void createWorkflow().then((id) => open(id))}>
        New
      </button>
    </ViewBar>
  )
}

const sorts = [
  ['', 'Last changed'],
  ['executed', 'Last run'],
  ['created', 'Newest'],
  ['name', 'Name'],
] as const
