import type { ProcessingEnd } from '../../../shared/contract/processing.ts'
import styles from '../lanes/lane-state.module.css'
import { texts } from './texts.ts'

const words: Record<ProcessingEnd['state'], string> = {
  fresh: 'unchanged',
  stale: 'changed',
  gone: texts.fileMissing,
  absent: texts.noFileFound,
  unknown: texts.notChecked,
}

/** Shows whether the file of an input or output is unchanged, has changed or is missing. */
export function EndState({ state }: Pick<ProcessingEnd, 'state'>) {
  return (
    <span className={styles.state} data-state={state}>
      {words[state]}
    </span>
  )
}
