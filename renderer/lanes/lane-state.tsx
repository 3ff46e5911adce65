import type { CacheState, Lane } from '../../shared/contract/analyses.ts'
import styles from './lane-state.module.css'
import { summaryWords } from './lane-words.ts'

/** How a state of a cached row reads. */
export const stateWords: Record<CacheState, string> = {
  fresh: 'fresh',
  stale: 'stale',
  gone: 'file gone',
  unknown: 'not checked',
}

/** A state as a word with its colour. */
export function CacheStateTag({ state }: { state: CacheState }) {
  return (
    <span className={styles.state} data-state={state}>
      {stateWords[state]}
    </span>
  )
}

/** At the right of a lane: fresh, or what the analysis says of the whole; anything else can be asked about. */
export function LaneState({ lane, onWhy }: { lane: Lane; onWhy: () => void }) {
  if (lane.state === 'fresh')
    return (
      <span className={styles.state} data-state={summaryWords(lane) ? undefined : 'fresh'} title="fresh">
        {summaryWords(lane) ?? stateWords.fresh}
      </span>
    )
  return (
    <button type="button" className={styles.why} data-state={lane.state} onClick={onWhy}>
      {stateWords[lane.state]} · why?
    </button>
  )
}
