import { CloudOff } from 'lucide-react'
import styles from './blank.module.css'
import { errorWords } from './error-words.ts'
import { Icon } from './icon.tsx'
import part from './part-trouble.module.css'

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

interface PartTroubleProps {
  error: Error | null
  onRetry(): void
}

/** A part of what is shown could not be read, or not anew: a line above the rest, with a way to try again. */
export function PartTrouble({ error, onRetry }: PartTroubleProps) {
  if (!error) return null
  return (
    <p className={part.line} role="alert">
      <Icon of={CloudOff} size={15} />
      <span>Not all of it could be read. {errorWords(error)}</span>
      <button type="button" onClick={onRetry}>
        Try again
      </button>
    </p>
  )
}
