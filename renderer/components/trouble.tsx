import { CloudOff } from 'lucide-react'
import styles from './blank.module.css'
import { Icon } from './icon.tsx'

interface TroubleProps {
  title: string
  message: string
  onRetry(): void
}

/** Something could not be read: what, why, and a way to try again. */
export function Trouble({ title, message, onRetry }: TroubleProps) {
  return (
    <div className={styles.blank} role="alert">
      <span className={styles.mark}>
        <Icon of={CloudOff} size={22} />
      </span>
      <h2>{title}</h2>
      <p>{message}</p>
      <button type="button" className={styles.button} onClick={onRetry}>
        Try again
      </button>
    </div>
  )
}
