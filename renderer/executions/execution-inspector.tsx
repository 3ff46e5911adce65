import { useQuery } from '@tanstack/react-query'
import { ListFilter, Waypoints } from 'lucide-react'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { errorWords } from '../components/error-words.ts'
import { IconButton } from '../components/icon-button.tsx'
import column from '../library/selection-inspector.module.css'
import { Inspector } from '../shell/inspector.tsx'
import { useOpenWorkflow } from '../workflows/use-open-workflow.ts'
import { RunFacts } from './run-facts.tsx'

interface ExecutionInspectorProps {
  ids: readonly string[]
  /** Narrows the view to the runs of one workflow. */
  onOnly: (workflowId: string) => void
}

/** The right column of the view: about the one run, the many, or what to do here. */
export function ExecutionInspector({ ids, onOnly }: ExecutionInspectorProps) {
  const [only] = ids
  return (
    <Inspector>
      {only !== undefined && ids.length === 1 ? (
        <OneRun key={only} id={only} onOnly={onOnly} />
      ) : (
        <div className={column.column}>
          <h2 className={column.title}>{ids.length > 0 ? formatCount(ids.length, 'run') : 'Executions'}</h2>
          {ids.length === 0 && (
            <p className={column.hint}>
              Every run of every workflow. Select one to see its error in full and the takes that it made; Enter shows
              it in the graph of its workflow.
            </p>
          )}
        </div>
      )}
    </Inspector>
  )
}

function OneRun({ id, onOnly }: { id: string; onOnly: (workflowId: string) => void }) {
  const { data: run, error } = useQuery(api.executions.get.queryOptions({ input: { id } }))
  const open = useOpenWorkflow()
  if (error) return <p className={column.hint}>{errorWords(error)}</p>
  if (!run) return null
  return (
    <div className={column.column}>
      <h2 className={column.title}>{run.workflow_name}</h2>
      <div className={column.actions}>
        <IconButton
          icon={Waypoints}
          label="Show in the graph"
          shortcut="Enter"
          onClick={() => open(run.workflow_id, { run: id })}
        />
        <IconButton icon={ListFilter} label="Only the runs of this workflow" onClick={() => onOnly(run.workflow_id)} />
      </div>
      <RunFacts run={run} />
    </div>
  )
}
