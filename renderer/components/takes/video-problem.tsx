import { Button } from '../button.tsx'
import { errorMessage, isNotFound } from '../error-message.ts'
import { StageCard } from '../stage-card.tsx'
import { texts } from './texts.ts'

interface Props {
  error: Error
  onRetry: () => void
  onBack: () => void
}

/** Replaces the page of a video that could not be loaded. */
export function VideoProblem({ error, onRetry, onBack }: Props) {
  if (isNotFound(error))
    return (
      <StageCard isHeadline title={texts.thisTakeIsntIn} text={texts.videoProblemText}>
        <Button variant="primary" onClick={onBack}>
          {texts.backToTheLibrary}
        </Button>
      </StageCard>
    )
  return (
    <StageCard isHeadline title={texts.couldntReachTheLibrary} text={errorMessage(error)}>
      <Button variant="primary" onClick={onRetry}>
        {texts.tryAgain}
      </Button>
      <Button onClick={onBack}>{texts.backToTheLibrary}</Button>
    </StageCard>
  )
}
