import { ORPCError } from '@orpc/client'
import { Button } from '../button.tsx'
import { errorMessage } from '../error-message.ts'
import { StageCard } from '../stage-card.tsx'

interface Props {
  error: Error
  onRetry: () => void
  onBack: () => void
}

/** Returns whether an error means that there is no such take. */
export function isGone(error: Error | null): boolean {
  return error instanceof ORPCError && error.code === 'NOT_FOUND'
}

/** Replaces the page of a video that could not be loaded. */
export function VideoProblem({ error, onRetry, onBack }: Props) {
  if (isGone(error))
    return (
      <StageCard
        isHeadline
        title="This take isn’t in the library."
        text="It may have been removed in this or another window."
      >
        <Button variant="primary" onClick={onBack}>
          Back to the library
        </Button>
      </StageCard>
    )
  return (
    <StageCard isHeadline title="Couldn’t reach the library." text={errorMessage(error)}>
      <Button variant="primary" onClick={onRetry}>
        Try again
      </Button>
      <Button onClick={onBack}>Back to the library</Button>
    </StageCard>
  )
}
