import { useQuery } from '@tanstack/react-query'
import { Play, X } from 'lucide-react'
import type { ListedExecution } from '../../shared/contract/executions.ts'
import { executionStatuses } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import { Button, ButtonLink } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { spokenExecution, statusChoices } from '../components/executions/execution-labels.ts'
import { Icon } from '../components/icon.tsx'
import { Listing } from '../components/table/listing.tsx'
import { readAll } from '../components/table/read-all.ts'
import { RowTable } from '../components/table/row-table.tsx'
import { useRowView } from '../components/table/use-row-view.ts'
import { ChoiceFilter, Toolbar } from '../components/toolbar.tsx'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { executionColumns } from './execution-columns.tsx'
import { ExecutionInspector } from './execution-inspector.tsx'
import { useExecutionsSearch } from './executions-search.ts'
import { texts } from './texts.ts'

const keyOf = ({ id }: ListedExecution) => id
const keysPerCall = 1000

/** The view of the runs of all workflows, newest first. */
export function ExecutionsPage() {
  const { search, filter, sorting, change } = useExecutionsSearch()
  const listed = { ...filter, sort: sorting.sort, order: sorting.order }
  const { rows, ids, table } = useRowView<ListedExecution, string>({
    query: (offset, limit) => api.executions.list.queryOptions({ input: { ...listed, offset, limit } }),
    keyOf,
    readKeys: () =>
      readAll(async (page) => (await client.executions.list({ ...listed, ...page })).items.map(keyOf), keysPerCall),
    filter: listed,
  })
  const open = useOpenWorkflow()
  return (
    <section aria-label={texts.runs}>
      <Toolbar title={texts.runs} words={rows.total === undefined ? '' : formatCount(rows.total)}>
        {search.of && <OfWorkflow id={search.of} onRemove={() => change({ of: undefined })} />}
        <ChoiceFilter
          label={texts.state}
          value={search.state ?? ''}
          choices={statusChoices}
          onChange={(value) => change({ state: executionStatuses.find((status) => status === value) })}
        />
      </Toolbar>
      <Listing
        rows={rows}
        failure={texts.couldntLoadRuns}
        empty={
          <NoExecutions
            onShowAll={search.state || search.of ? () => change({ state: undefined, of: undefined }) : null}
          />
        }
      >
        <RowTable
          key={JSON.stringify(listed)}
          label={texts.runs}
          columns={executionColumns}
          {...table}
          sorting={sorting}
          spoken={spokenExecution}
          onOpen={({ id, workflow_id }) => open(workflow_id, { run: id })}
        />
      </Listing>
      <ExecutionInspector ids={ids} onOnly={(of) => change({ of })} />
    </section>
  )
}

/** The workflow that the view is filtered by, with a button to remove the filter. */
function OfWorkflow({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { data } = useQuery(api.workflows.get.queryOptions({ input: { id } }))
  return (
    <Button variant="quiet" aria-pressed aria-label={texts.showTheRunsOf} onClick={onRemove}>
      {data?.name ?? id}
      <Icon of={X} size={14} />
    </Button>
  )
}

function NoExecutions({ onShowAll }: { onShowAll: (() => void) | null }) {
  return (
    <EmptyState
      icon={Play}
      title={onShowAll ? texts.noMatchingRuns : texts.noRunsYet}
      actions={
        onShowAll ? (
          <Button onClick={onShowAll}>{texts.showAllRuns}</Button>
        ) : (
          <ButtonLink to="/workflows" search={{}}>
            {texts.goToWorkflows}
          </ButtonLink>
        )
      }
    >
      {onShowAll ? texts.changeFilters : texts.howToLogRuns}
    </EmptyState>
  )
}
