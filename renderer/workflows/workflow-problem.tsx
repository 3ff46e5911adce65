import { ORPCError } from '@orpc/client'
import { CircleSlash } from 'lucide-react'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Icon } from '../components/icon.tsx'
import { Trouble } from '../components/trouble.tsx'

interface WorkflowProblemProps {
  error: Error
  onRetry: () => void
  onBack: () => void
}

/** Whether an error says that there is no such workflow. */
export function isGone(error: Error | null): boolean {
  return error instanceof ORPCError && error.code === 'NOT_FOUND'
}

/** In place of a workflow that could not be read. */
export function WorkflowProblem({ error, onRetry, onBack }: WorkflowProblemProps) {
  if (!isGone(error))
    return <Trouble title="The library did not answer" message={errorWords(error)} onRetry={onRetry} />
  return (
    <div className={blank.blank}>
      <span className={blank.mark}>
        <Icon of={CircleSlash} size={22} />
      </span>
      <h2>This workflow is not in the library</h2>
      <p>It may have been removed, here or in another window.</p>
      <button type="button" className={blank.button} onClick={onBack}>
        Back to the workflows
      </button>
    </div>
  )
}
