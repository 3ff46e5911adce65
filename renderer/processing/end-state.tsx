import type { ProcessingEnd } from '../../shared/contract/processing.ts'
import styles from '../lanes/lane-state.module.css'

const words: Record<ProcessingEnd['state'], string> = {
  fresh: 'as it was',
  stale: 'changed',
  gone: 'file gone',
  unknown: 'not checked',
}

/** Whether the file at one end still has the content that it had. */
export function EndState({ state }: Pick<ProcessingEnd, 'state'>) {
  return (
    <span className={styles.state} data-state={state}>
      {words[state]}
    </span>
  )
}
