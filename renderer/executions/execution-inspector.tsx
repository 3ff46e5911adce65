import { useQuery } from '@tanstack/react-query'
import { ListFilter, Waypoints } from 'lucide-react'
import { formatCount } from '../../shared/units.ts'
import { api } from '../client.ts'
import { errorMessage } from '../components/error-message.ts'
import { RunFacts } from '../components/executions/run-facts.tsx'
import { IconButton } from '../components/icon-button.tsx'
import { Inspector } from '../components/inspector.tsx'
import { Hint, Panel } from '../components/panel.tsx'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { texts } from './texts.ts'

interface ExecutionInspectorProps {
  ids: readonly string[]
  /** Filters the view by a workflow. */
  onOnly: (workflowId: string) => void
}

/** The inspector of the view: one run, several, or a hint if none is selected. */
export function ExecutionInspector({ ids, onOnly }: ExecutionInspectorProps) {
  const [only] = ids
  return (
    <Inspector>
      {only !== undefined && ids.length === 1 ? (
        <OneRun key={only} id={only} onOnly={onOnly} />
      ) : (
        <Panel title={ids.length > 0 ? formatCount(ids.length, 'run') : texts.runs}>
          {ids.length === 0 && <Hint>{texts.executionInspectorHint}</Hint>}
        </Panel>
      )}
    </Inspector>
  )
}

function OneRun({ id, onOnly }: { id: string; onOnly: (workflowId: string) => void }) {
  const { data: run, error } = useQuery(api.executions.get.queryOptions({ input: { id } }))
  const open = useOpenWorkflow()
  if (error) return <Panel hint={errorMessage(error)} />
  if (!run) return null
  return (
    <Panel
      title={run.workflow_name}
      actions={
        <>
          <IconButton
            icon={Waypoints}
            label={texts.showInTheGraph}
            shortcut="Lists: Enter"
            onClick={() => open(run.workflow_id, { run: id })}
          />
          <IconButton icon={ListFilter} label={texts.onlyTheRunsOf} onClick={() => onOnly(run.workflow_id)} />
        </>
      }
    >
      <RunFacts run={run} />
    </Panel>
  )
}
