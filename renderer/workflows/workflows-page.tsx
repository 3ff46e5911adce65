import { useState } from 'react'
import type { ListedWorkflow } from '../../shared/contract/workflows.ts'
import { workflowStatuses } from '../../shared/contract/workflows.ts'
import { api, client } from '../client.ts'
import { Button } from '../components/button.tsx'
import { keyTable, runKeys } from '../components/keys.ts'
import { Listing } from '../components/table/listing.tsx'
import { readAll } from '../components/table/read-all.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowView } from '../components/table/use-row-view.ts'
import { useSpring } from '../components/takes/use-spring-loaded.ts'
import { ChoiceFilter, TextFilter, Toolbar } from '../components/toolbar.tsx'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { createWorkflow, duplicateWorkflow, removeWorkflows } from '../components/workflows/workflow-actions.ts'
import { editName } from '../state/renaming.ts'
import { NoWorkflows } from './no-workflows.tsx'
import { StartDialog } from './start-dialog.tsx'
import { texts } from './texts.ts'
import { workflowColumns } from './workflow-columns.tsx'
import { spokenWorkflow } from './workflow-labels.ts'
import { WorkflowsInspector } from './workflows-inspector.tsx'
import { useWorkflowsSearch, type WorkflowsSearch } from './workflows-search.ts'

const keyOf = ({ id }: ListedWorkflow) => id
const keysPerCall = 500

interface SelectedWorkflows {
  ids: readonly string[]
  /** The selected workflows that are loaded. */
  rows: readonly ListedWorkflow[]
  open: (id: string | undefined) => void
  start: (template: ListedWorkflow) => void
}

/** Keys of this table besides those of every table. */
export const workflowsKeys = keyTable<SelectedWorkflows>('Workflows', [
  { keys: 'F2', label: texts.rename, run: ({ ids: [id, ...others] }) => isOne(id, others) && editName(id) },
  { keys: 'D', label: texts.duplicate, run: duplicate },
  { keys: 'S', label: texts.startFromTheTemplate, run: startFrom },
  { keys: 'N', label: texts.newWorkflow, run: ({ open }) => createWorkflow().then((id) => open(id)) },
  { keys: 'Delete', label: texts.removeFromLibrary, run: ({ ids }) => ids.length > 0 && removeWorkflows(ids) },
])

/** The view of all workflows. */
export function WorkflowsPage() {
  const { search, filter, sorting, change } = useWorkflowsSearch()
  const listed = { ...filter, sort: sorting.sort, order: sorting.order }
  const { rows, ids, chosen, words, table } = useRowView<ListedWorkflow, string>({
    query: (offset, limit) => api.workflows.list.queryOptions({ input: { ...listed, offset, limit } }),
    keyOf,
    readKeys: () =>
      readAll(async (page) => (await client.workflows.list({ ...listed, ...page })).items.map(keyOf), keysPerCall),
    filter: listed,
  })
  const open = useOpenWorkflow()
  const [template, setTemplate] = useState<ListedWorkflow>()
  const spring = useSpring(
    (event) => rows.at(Number((event.target as Element).closest<HTMLElement>('[data-index]')?.dataset.index ?? -1))?.id,
    open,
  )
  return (
    <section aria-label={texts.workflows} {...spring}>
      <WorkflowsBar words={words} search={search} onChange={change} />
      <Listing
        rows={rows}
        failure={texts.couldntLoadWorkflows}
        empty={
          <NoWorkflows
            onShowAll={isEmpty(search) ? null : () => change({ named: undefined, status: undefined, kind: undefined })}
          />
        }
      >
        <RowTable
          key={JSON.stringify(listed)}
          label={texts.workflows}
          columns={workflowColumns}
          rowHeight={44}
          {...table}
          sorting={sorting}
          spoken={spokenWorkflow}
          onOpen={({ id }) => open(id)}
          onKey={(press) => runKeys(press, workflowsKeys, { ids, rows: chosen, open, start: setTemplate })}
        />
      </Listing>
      <WorkflowsInspector ids={ids} rows={chosen} onStart={setTemplate} />
      {template && <StartDialog template={template} onClose={() => setTemplate(undefined)} />}
    </section>
  )
}

function isEmpty({ named, status, kind }: WorkflowsSearch): boolean {
  return !named && !status && !kind
}

function startFrom({ rows: [row, ...others], start }: SelectedWorkflows): unknown {
  return row?.is_template && others.length === 0 && start(row)
}

function duplicate({ ids: [id, ...others], open }: SelectedWorkflows): unknown {
  return isOne(id, others) && duplicateWorkflow(id).then((copy) => open(copy))
}

function isOne(id: string | undefined, others: readonly string[]): id is string {
  return id !== undefined && others.length === 0
}

interface WorkflowsBarProps {
  words: string
  search: WorkflowsSearch
  onChange: (next: WorkflowsSearch) => void
}

function WorkflowsBar({ words, search, onChange }: WorkflowsBarProps) {
  const open = useOpenWorkflow()
  const statuses = workflowStatuses.map((status) => [status, status === 'saved' ? texts.saved : texts.drafts] as const)
  return (
    <Toolbar title={texts.workflows} words={words}>
      <TextFilter
        label={texts.searchByName}
        value={search.named ?? ''}
        onChange={(named) => onChange({ named: named || undefined })}
      />
      <ChoiceFilter
        label={texts.status}
        value={search.status ?? ''}
        choices={[['', texts.anyStatus], ...statuses]}
        onChange={(value) => onChange({ status: workflowStatuses.find((status) => status === value) })}
      />
      <ChoiceFilter
        label={texts.kind}
        value={search.kind ?? ''}
        choices={[
          ['', texts.anyKind],
          ['template', texts.templates],
          ['workflow', texts.noTemplates],
        ]}
        onChange={(value) => onChange({ kind: (['template', 'workflow'] as const).find((kind) => kind === value) })}
      />
      <Button onClick={() => void createWorkflow().then((id) => open(id))}>{texts.new}</Button>
    </Toolbar>
  )
}
