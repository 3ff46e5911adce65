import type { CacheState, Lane } from '../../../shared/contract/analyses.ts'
import { Button } from '../button.tsx'
import { summaryLabel } from './lane-labels.ts'
import styles from './lane-state.module.css'
import { texts } from './texts.ts'

/** Labels of the states of a cached row. */
export const stateLabels: Record<CacheState, string> = {
  fresh: 'fresh',
  stale: 'stale',
  gone: texts.fileMissing,
  absent: texts.noFileFound,
  unknown: texts.notChecked,
}

/** The state of a cached row as a coloured label. */
export function CacheStateTag({ state }: { state: CacheState }) {
  return (
    <span className={styles.state} data-state={state}>
      {stateLabels[state]}
    </span>
  )
}

/**
 * The state of a lane at its right end. For a fresh lane this is the result for the whole take, if any; other states
 * are a button that explains them.
 */
export function LaneState({ lane, onWhy }: { lane: Lane; onWhy: () => void }) {
  if (lane.state === 'fresh')
    return (
      <span className={styles.state} data-state={summaryLabel(lane) ? undefined : 'fresh'} title="fresh">
        {summaryLabel(lane) ?? stateLabels.fresh}
      </span>
    )
  return (
    <Button variant="link" className={styles.state} data-state={lane.state} onClick={onWhy}>
      {texts.why(stateLabels[lane.state])}
    </Button>
  )
}
