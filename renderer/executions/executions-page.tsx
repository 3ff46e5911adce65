import { useQuery } from '@tanstack/react-query'
import { Play, X } from 'lucide-react'
import type { ListedExecution } from '../../shared/contract/executions.ts'
import { executionStatuses } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { api, client } from '../client.ts'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { Trouble } from '../components/trouble.tsx'
import { RowTable } from '../rows/row-table.tsx'
import { useRowView } from '../rows/use-row-view.ts'
import { ChoiceFilter, ViewBar } from '../rows/view-bar.tsx'
import { useOpenWorkflow } from '../workflows/use-open-workflow.ts'
import { executionColumns } from './execution-columns.tsx'
import { ExecutionInspector } from './execution-inspector.tsx'
import { spokenExecution, statusChoices } from './execution-words.ts'
import styles from './executions-page.module.css'
import { useExecutionsSearch } from './executions-search.ts'
import { useSecondsPass } from './use-seconds-pass.ts'

const keyOf = ({ id }: ListedExecution) => id
const mostKeys = 1000

/** All runs of all workflows, newest first, or those that the address narrows them to. */
export function ExecutionsPage() {
  const { search, filter, change } = useExecutionsSearch()
  const { rows, ids, table } = useRowView<ListedExecution, string>({
    query: (offset, limit) => api.executions.list.queryOptions({ input: { ...filter, offset, limit } }),
    keyOf,
    readKeys: async () => (await client.executions.list({ ...filter, limit: mostKeys })).items.map(keyOf),
    filter,
  })
  const open = useOpenWorkflow()
  useSecondsPass(rows.loaded.some(({ status }) => status === 'running'))
  return (
    <section className={styles.page} aria-label="Executions">
      <ViewBar title="Executions" words={rows.total === undefined ? '' : formatCount(rows.total)}>
        {search.of && <OfWorkflow id={search.of} onRemove={() => change({ of: undefined })} />}
        <ChoiceFilter
          label="State"
          value={search.state ?? ''}
          choices={statusChoices}
          onChange={(value) => change({ state: executionStatuses.find((status) => status === value) })}
        />
      </ViewBar>
      {rows.total === undefined && rows.error ? (
        <Trouble title="The executions could not be read" message={errorWords(rows.error)} onRetry={rows.retry} />
      ) : rows.total === 0 ? (
        <NoExecutions
          onShowAll={search.state || search.of ? () => change({ state: undefined, of: undefined }) : null}
        />
      ) : (
        <RowTable
          key={JSON.stringify(filter)}
          label="Executions"
          columns={executionColumns}
          className={styles.table}
          {...table}
          spoken={spokenExecution}
          onOpen={({ id, workflow_id }) => open(workflow_id, { run: id })}
          onKey={() => false}
        />
      )}
      <ExecutionInspector ids={ids} onOnly={(of) => change({ of })} />
    </section>
  )
}

/** The one workflow that the view is narrowed to, and the way back to all. */
function OfWorkflow({ id, onRemove }: { id: string; onRemove: () => void }) {
  const { data } = useQuery(api.workflows.get.queryOptions({ input: { id } }))
  return (
    <button type="button" className={styles.chip} aria-label="Show the runs of all workflows" onClick={onRemove}>
      <span>{data?.name ?? id}</span>
      <Icon of={X} size={14} />
    </button>
  )
}

function NoExecutions({ onShowAll }: { onShowAll: (() => void) | null }) {
  return (
    <div className={blank.blank}>
      <span className={blank.mark}>
        <Icon of={Play} size={22} />
      </span>
      <h2>{onShowAll ? 'No run is like that' : 'Nothing was run yet'}</h2>
      <p>
        {onShowAll
          ? 'Others are there, but none that passes what narrows the view.'
          : 'Whatever runs a workflow notes it here: “rushes executions start”, the HTTP API, or the Media Manager. Each run keeps its takes, its error, and the definition as it was.'}
      </p>
      {onShowAll && (
        <button type="button" className={blank.button} onClick={onShowAll}>
          Show all runs
        </button>
      )}
    </div>
  )
}
