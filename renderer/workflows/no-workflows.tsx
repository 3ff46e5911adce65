import { SearchX, Waypoints } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { createWorkflow } from '../components/workflows/workflow-actions.ts'
import { chooseDefinitions } from './import-definitions.ts'

/** The empty state of the list: no workflows yet, or none that match the filter. */
export function NoWorkflows({ onShowAll }: { onShowAll: (() => void) | null }) {
  const open = useOpenWorkflow()
  if (onShowAll)
    return (
      <EmptyState
        icon={SearchX}
        title="No matching workflows"
        actions={<Button onClick={onShowAll}>Show all workflows</Button>}
      >
        Change or clear the filters to see more.
      </EmptyState>
    )
  return (
    <EmptyState
      icon={Waypoints}
      title="Drop a workflow JSON or a ComfyUI image here"
      actions={
        <>
          <Button variant="primary" onClick={() => chooseDefinitions(open)}>
            Choose a file…
          </Button>
          <Button onClick={() => void createWorkflow().then((id) => open(id))}>New workflow</Button>
        </>
      }
    >
      A definition with nodes and connections, a ComfyUI workflow (saved or API format), or an image that contains one.
      It is kept byte for byte, with its runs and outputs.
    </EmptyState>
  )
}
