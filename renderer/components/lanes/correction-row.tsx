import { useEffect, useMemo, useRef } from 'react'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { rangesOf } from '../../../shared/lane-ranges.ts'
import { explainAnalysis } from '../../state/explained-analysis.ts'
import { useDeck } from '../player/deck-context.ts'
import { CorrectionBar } from './correction-bar.tsx'
import { LaneMenu } from './lane-menu.tsx'
import type { LaneRowProps } from './lane-row.tsx'
import { LaneState } from './lane-state.tsx'
import { LaneStrip } from './lane-strip.tsx'
import styles from './lanes.module.css'
import { useCorrection } from './use-correction.ts'

interface CorrectionRowProps extends LaneRowProps {
  /** Analyses to measure against the correction, with short labels. */
  measured: readonly { lane: Lane; words: string }[]
  /** True if it has just been begun, so that keys go there. */
  isNew: boolean
}

/** The lane of a person's correction, whose ranges can be edited, with the tools and figures of the one in use. */
export function CorrectionRow({ lane, isActive, onActive, measured, isNew, ...menu }: CorrectionRowProps) {
  const correction = useCorrection(useDeck(), lane)
  const saved = useMemo(() => rangesOf(lane), [lane])
  const ranges = correction?.ranges ?? saved
  const bands = useMemo(() => [{ ranges }], [ranges])
  const row = useRef<HTMLLIElement>(null)
  const label = useRef<HTMLInputElement>(null)
  const toStrip = () => row.current?.querySelector<HTMLElement>('[role="slider"]')?.focus()
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when the row appears
  useEffect(() => {
    if (isNew) toStrip()
  }, [])
  const toLabel = () => label.current?.focus()
  return (
    <>
      <li ref={row} className={styles.lane} data-active={isActive || undefined} data-state={lane.state}>
        <LaneMenu lane={lane} {...menu} />
        <LaneStrip
          label={`${menu.title}, ${menu.words}`}
          bands={bands}
          onActive={onActive}
          editing={correction && { correction, toLabel }}
        />
        <LaneState lane={lane} onWhy={() => explainAnalysis(lane.id)} />
      </li>
      {correction && isActive && (
        <li className={styles.below}>
          <CorrectionBar
            correction={correction}
            measured={measured}
            frameRate={menu.take.frame_rate}
            labelField={label}
            onLeave={toStrip}
            onCompare={menu.onCompare}
          />
        </li>
      )}
    </>
  )
}
