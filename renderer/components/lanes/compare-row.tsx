import { X } from 'lucide-react'
import { useMemo } from 'react'
import { compareTake, pairsOf, sharedByAll } from '../../../shared/compare-ranges.ts'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Lane } from '../../../shared/contract/analyses.ts'
import { correctedHash } from '../../../shared/corrections.ts'
import { rangesOf } from '../../../shared/lane-ranges.ts'
import { Button, ButtonLink } from '../button.tsx'
import { IconButton } from '../icon-button.tsx'
import { useDeck } from '../player/deck-context.ts'
import { frameSecondsOf } from './comparison-labels.ts'
import { ConfigMatrix } from './config-matrix.tsx'
import type { LaneTake } from './export-lane.ts'
import { laneNames, laneTitle } from './lane-labels.ts'
import { seekToRange } from './lane-seek.ts'
import { LaneStrip } from './lane-strip.tsx'
import styles from './lanes.module.css'
import { PairTable } from './pair-table.tsx'
import { texts } from './texts.ts'

interface CompareRowProps {
  /** Two or more. */
  lanes: readonly Lane[]
  take: LaneTake
  analysers: readonly Analyser[]
  onLeaveOut: (lane: Lane) => void
  onClose: () => void
}

/**
 * Compares analyses of a take: ranges that all found are outlined, others are filled. Labels count if all are of one
 * analyser; others name the same differently.
 */
export function CompareRow({ lanes, take, analysers, onLeaveOut, onClose }: CompareRowProps) {
  const deck = useDeck()
  const isOneAnalyser = lanes.every(({ name }) => name === lanes[0]?.name)
  const { names, bands, pairs } = useMemo(() => {
    const names = laneNames(lanes, analysers)
    const lists = lanes.map(rangesOf)
    const options = { toleranceSeconds: frameSecondsOf(take.frame_rate), ignoresLabels: !isOneAnalyser }
    const shared = sharedByAll(lists, options)
    return {
      names,
      bands: lists.map((ranges, index) => ({ ranges, outlined: shared[index] ?? new Set(), name: names[index] ?? '' })),
      pairs: pairsOf(lanes.map(({ config }) => correctedHash(config) !== null)).map(([first, second]) => ({
        first,
        second,
        figures: compareTake(lists[first] ?? [], lists[second] ?? [], options),
      })),
    }
  }, [lanes, analysers, take.frame_rate, isOneAnalyser])
  const title = isOneAnalyser && lanes[0] ? laneTitle(lanes[0], analysers) : texts.analyses
  return (
    <section className={styles.compare} aria-label={texts.isCompared(title)}>
      <div className={styles.lane}>
        <span className={styles.pair}>
          {lanes.map((lane, index) => (
            <Button
              key={lane.id}
              variant="link"
              className={styles.half}
              title={lanes.length > 2 ? texts.leaveOut(names[index] ?? '') : names[index]}
              onClick={() => onLeaveOut(lane)}
            >
              {names[index]}
            </Button>
          ))}
        </span>
        <LaneStrip label={`${title}: ${names.join(' and ')}`} bands={bands} />
        <IconButton icon={X} label={texts.stopComparing} onClick={onClose} />
      </div>
      <div className={styles.figures}>
        <PairTable
          pairs={pairs}
          names={names}
          isReference={lanes.map(({ config }) => correctedHash(config) !== null)}
          onMoment={(start) => seekToRange(deck, { start, end: start })}
        />
        <ConfigMatrix lanes={lanes} names={names} analysers={analysers} />
      </div>
      <p className={styles.counts}>
        <ButtonLink variant="link" to="/analyses" search={{ compare: lanes.map(({ config_hash }) => config_hash) }}>
          {texts.compareOverAllTakes}
        </ButtonLink>
        {!isOneAnalyser && <span>{texts.compareRowText}</span>}
      </p>
    </section>
  )
}
