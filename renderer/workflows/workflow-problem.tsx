import { CircleSlash } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { isNotFound } from '../components/error-message.ts'
import { ErrorState } from '../components/error-state.tsx'
import { texts } from './texts.ts'

interface WorkflowProblemProps {
  error: Error
  onRetry: () => void
  onBack: () => void
}

/** Replaces the page of a workflow that could not be loaded. */
export function WorkflowProblem({ error, onRetry, onBack }: WorkflowProblemProps) {
  if (!isNotFound(error)) return <ErrorState title={texts.couldntReachTheLibrary} error={error} onRetry={onRetry} />
  return (
    <EmptyState
      icon={CircleSlash}
      title={texts.thisWorkflowIsntIn}
      actions={<Button onClick={onBack}>{texts.backToTheWorkflows}</Button>}
    >
      {texts.workflowProblemText}
    </EmptyState>
  )
}
