import { useMemo } from 'react'
import type { Lane, Range } from '../../../shared/contract/analyses.ts'
import { explainAnalysis } from '../../state/explained-analysis.ts'
import type { LaneTake } from './export-lane.ts'
import { LaneMenu, type OtherLane } from './lane-menu.tsx'
import { LaneState } from './lane-state.tsx'
import { LaneStrip } from './lane-strip.tsx'
import styles from './lanes.module.css'

export interface LaneRowProps {
  lane: Lane
  take: LaneTake
  title: string
  words: string
  others: readonly OtherLane[]
  isActive: boolean
  onActive: () => void
  onCompare: (other: Lane) => void
  /** Begins or opens the correction of this analysis. */
  onCorrect: () => void
  /** Shows or hides the values of its ranges as histograms. */
  onValues: () => void
}

/** The lane of an analysis: its name, its ranges along the time of the take, and its state. */
export function LaneRow({ lane, ranges, isActive, onActive, ...menu }: LaneRowProps & { ranges: readonly Range[] }) {
  const bands = useMemo(() => [{ ranges }], [ranges])
  return (
    <li className={styles.lane} data-active={isActive || undefined} data-state={lane.state}>
      <LaneMenu lane={lane} {...menu} />
      <LaneStrip label={`${menu.title}, ${menu.words}`} bands={bands} onActive={onActive} />
      <LaneState lane={lane} onWhy={() => explainAnalysis(lane.id)} />
    </li>
  )
}
