import { notifications } from '@mantine/notifications'
import { errorWords } from './error-words.ts'
import styles from './notice.module.css'

interface NoticeAction {
  label: string
  run(): void
}

/** One calm line at the foot of the window, with at most one thing to do about it. Answers with a way to take it down. */
export function showNotice(message: string, action?: NoticeAction, kind: 'plain' | 'error' = 'plain'): () => void {
  const id = notifications.show({
    autoClose: kind === 'error' ? 12_000 : 8000,
    withCloseButton: true,
    color: kind === 'error' ? 'red' : 'accent',
    role: kind === 'error' ? 'alert' : 'status',
    closeButtonProps: { 'aria-label': 'Close' },
    message: (
      <span className={styles.notice}>
        <span>{message}</span>
        {action && (
          <button
            type="button"
            className={styles.action}
            onClick={() => {
              notifications.hide(id)
              action.run()
            }}
          >
            {action.label}
          </button>
        )}
      </span>
    ),
  })
  return () => notifications.hide(id)
}

/** Shows why something did not work; the message of the library's errors says what to do next. */
export function showError(error: unknown): void {
  showNotice(errorWords(error), undefined, 'error')
}
