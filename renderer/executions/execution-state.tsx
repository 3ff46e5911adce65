import styles from './execution-state.module.css'

/** How a run stands, as a colour. It says nothing to a screen reader: words stand beside it, or in the name of what holds it. */
export function StateDot({ state }: { state: string }) {
  return <span className={styles.dot} data-state={state} aria-hidden />
}

interface ExecutionStateProps {
  status: string
  words: string
}

/** How a run stands, as a colour and in words. */
export function ExecutionState({ status, words }: ExecutionStateProps) {
  return (
    <span className={styles.state}>
      <StateDot state={status} />
      {words}
    </span>
  )
}
