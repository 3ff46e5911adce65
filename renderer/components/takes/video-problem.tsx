import { Button } from '../button.tsx'
import { errorMessage, isNotFound } from '../error-message.ts'
import { StageCard } from '../stage-card.tsx'

interface Props {
  error: Error
  onRetry: () => void
  onBack: () => void
}

/** Replaces the page of a video that could not be loaded. */
export function VideoProblem({ error, onRetry, onBack }: Props) {
  if (isNotFound(error))
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
