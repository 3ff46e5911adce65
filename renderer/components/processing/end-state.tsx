import type { ProcessingEnd } from '../../../shared/contract/processing.ts'
import styles from '../lanes/lane-state.module.css'

const words: Record<ProcessingEnd['state'], string> = {
  fresh: 'unchanged',
  stale: 'changed',
  gone: 'file missing',
  absent: 'no file found',
  unknown: 'not checked',
}

/** Shows whether the file of an input or output is unchanged, has changed or is missing. */
export function EndState({ state }: Pick<ProcessingEnd, 'state'>) {
  return (
    <span className={styles.state} data-state={state}>
      {words[state]}
    </span>
  )
}
