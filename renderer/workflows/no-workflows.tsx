import { SearchX, Waypoints } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { useOpenWorkflow } from '../components/workflows/open-workflow.ts'
import { createWorkflow } from '../components/workflows/workflow-actions.ts'
import { chooseDefinitions } from './import-definitions.ts'
import { texts } from './texts.ts'

/** The empty state of the list: no workflows yet, or none that match the filter. */
export function NoWorkflows({ onShowAll }: { onShowAll: (() => void) | null }) {
  const open = useOpenWorkflow()
  if (onShowAll)
    return (
      <EmptyState
        icon={SearchX}
        title={texts.noMatchingWorkflows}
        actions={<Button onClick={onShowAll}>{texts.showAllWorkflows}</Button>}
      >
        {texts.changeFilters}
      </EmptyState>
    )
  return (
    <EmptyState
      icon={Waypoints}
      title={texts.noWorkflowsTitle}
      actions={
        <>
          <Button variant="primary" onClick={() => chooseDefinitions(open)}>
            {texts.chooseAFile}
          </Button>
          <Button onClick={() => void createWorkflow().then((id) => open(id))}>{texts.newWorkflow}</Button>
        </>
      }
    >
      {texts.whatIsAccepted}
    </EmptyState>
  )
}
