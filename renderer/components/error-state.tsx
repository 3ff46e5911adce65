import { CloudOff } from 'lucide-react'
import { Button } from './button.tsx'
import { EmptyState } from './empty-state.tsx'
import { errorMessage } from './error-message.ts'
import styles from './error-state.module.css'
import { Icon } from './icon.tsx'
import { texts } from './texts.ts'

interface ErrorStateProps {
  title: string
  error: unknown
  onRetry(): void
}

/** Fills a view that could not be loaded: the error and a button to try again. */
export function ErrorState({ title, error, onRetry }: ErrorStateProps) {
  return (
    <EmptyState
      icon={CloudOff}
      title={title}
      role="alert"
      actions={<Button onClick={onRetry}>{texts.tryAgain}</Button>}
    >
      {errorMessage(error)}
    </EmptyState>
  )
}

interface ErrorLineProps {
  error: Error | null
  onRetry(): void
}

/** A line above a list of which a part could not be loaded: the error and a button to try again. */
export function ErrorLine({ error, onRetry }: ErrorLineProps) {
  if (!error) return null
  return (
    <p className={styles.line} role="alert">
      <Icon of={CloudOff} size={15} />
      <span>{texts.someOfItCouldnt(errorMessage(error))}</span>
      <Button variant="link" onClick={onRetry}>
        {texts.tryAgain}
      </Button>
    </p>
  )
}
