import { ORPCError } from '@orpc/client'
import blank from '../components/blank.module.css'
import { errorWords } from '../components/error-words.ts'
import { Panel } from './panel.tsx'

interface Props {
  error: Error
  onRetry: () => void
  onBack: () => void
}

/** Whether an error says that there is no such take. */
export function isGone(error: Error | null): boolean {
  return error instanceof ORPCError && error.code === 'NOT_FOUND'
}

/** In place of a video that could not be read. */
export function VideoProblem({ error, onRetry, onBack }: Props) {
  if (isGone(error))
    return (
      <Panel
        isHeadline
        title="This take is not in the library."
        text="It may have been removed, here or in another window."
      >
        <button type="button" className={blank.primary} onClick={onBack}>
          Back to the library
        </button>
      </Panel>
    )
  return (
    <Panel isHeadline title="The library did not answer." text={errorWords(error)}>
      <button type="button" className={blank.primary} onClick={onRetry}>
        Try again
      </button>
      <button type="button" className={blank.button} onClick={onBack}>
        Back to the library
      </button>
    </Panel>
  )
}
