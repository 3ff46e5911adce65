import styles from './execution-state.module.css'

/**
 * The status of a run as a coloured dot. Hidden from screen readers, because the status is also in text beside it or in
 * the name of its parent.
 */
export function StateDot({ state }: { state: string }) {
  return <span className={styles.dot} data-state={state} aria-hidden />
}

interface ExecutionStateProps {
  status: string
  words: string
}

/** The status of a run as a coloured dot and a label. */
export function ExecutionState({ status, words }: ExecutionStateProps) {
  return (
    <span className={styles.state}>
      <StateDot state={status} />
      <span className={styles.words} title={words}>
        {words}
      </span>
    </span>
  )
}
