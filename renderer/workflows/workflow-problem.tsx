import { CircleSlash } from 'lucide-react'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { isNotFound } from '../components/error-message.ts'
import { ErrorState } from '../components/error-state.tsx'

interface WorkflowProblemProps {
  error: Error
  onRetry: () => void
  onBack: () => void
}

/** Replaces the page of a workflow that could not be loaded. */
export function WorkflowProblem({ error, onRetry, onBack }: WorkflowProblemProps) {
  if (!isNotFound(error)) return <ErrorState title="Couldn’t reach the library" error={error} onRetry={onRetry} />
  return (
    <EmptyState
      icon={CircleSlash}
      title="This workflow isn’t in the library"
      actions={<Button onClick={onBack}>Back to the workflows</Button>}
    >
      It may have been removed in this or another window.
    </EmptyState>
  )
}
