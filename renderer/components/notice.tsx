import { notifications } from '@mantine/notifications'
import { Button } from './button.tsx'
import { errorMessage } from './error-message.ts'
import styles from './notice.module.css'
import { texts } from './texts.ts'

interface NoticeAction {
  label: string
  run(): void
}

/** Shows a one-line notice at the bottom of the window, with at most one action. Returns a function that hides it. */
export function showNotice(message: string, action?: NoticeAction, kind: 'plain' | 'error' = 'plain'): () => void {
  const id = notifications.show({
    autoClose: kind === 'error' ? 12_000 : 8000,
    withCloseButton: true,
    color: kind === 'error' ? 'red' : 'accent',
    role: kind === 'error' ? 'alert' : 'status',
    closeButtonProps: { 'aria-label': texts.close },
    message: (
      <span className={styles.notice}>
        <span>{message}</span>
        {action && (
          <Button
            variant="quiet"
            size="small"
            className={styles.action}
            onClick={() => {
              notifications.hide(id)
              action.run()
            }}
          >
            {action.label}
          </Button>
        )}
      </span>
    ),
  })
  return () => notifications.hide(id)
}

/** Shows an error as a notice, after a sentence about what failed. Messages of the library say what to do next. */
export function showError(error: unknown, what = ''): void {
  showNotice(`${what} ${errorMessage(error)}`.trim(), undefined, 'error')
}
