import { X } from 'lucide-react'
import { useCallback, useMemo, useState } from 'react'
import type { Lane, Range } from '../../../shared/contract/analyses.ts'
import { createHistograms, isInBin, type ValueBin } from '../../../shared/histograms.ts'
import { rangesOf } from '../../../shared/lane-ranges.ts'
import { ValueHistogram } from '../histograms/value-histogram.tsx'
import { IconButton } from '../icon-button.tsx'
import { useDeck } from '../player/deck-context.ts'
import { seekToRange } from './lane-seek.ts'
import styles from './lanes.module.css'
import { texts } from './texts.ts'

/** Returns the lane whose values are shown as histograms, and the ranges of lanes that a bar of it leaves. */
export function useLaneValues() {
  const [laneId, setLaneId] = useState<number | null>(null)
  const [bin, setBin] = useState<ValueBin | null>(null)
  const shown = useCallback(
    (lane: Lane): readonly Range[] => {
      const ranges = rangesOf(lane)
      return lane.id === laneId && bin ? ranges.filter((range) => isInBin(range, bin)) : ranges
    },
    [laneId, bin],
  )
  return {
    laneId,
    bin,
    shown,
    choose: setBin,
    toggle: ({ id }: Lane) => {
      setLaneId(id === laneId ? null : id)
      setBin(null)
    },
  }
}

interface LaneValuesProps {
  lane: Lane
  /** Name of the lane. */
  of: string
  values: ReturnType<typeof useLaneValues>
}

/** The values of the ranges of a lane as histograms. A bar leaves the ranges of its bin and goes to the first. */
export function LaneValues({ lane, of, values: { bin, choose, toggle } }: LaneValuesProps) {
  const deck = useDeck()
  const all = useMemo(() => {
    const histograms = createHistograms()
    for (const range of rangesOf(lane)) histograms.add(range)
    return histograms.all()
  }, [lane])
  return (
    <section className={styles.values} aria-label={texts.valuesOf(of)}>
      {all.length === 0 && <span>{texts.noRangesSentence}</span>}
      {all.map(({ value, bins }) => (
        <ValueHistogram
          key={value}
          value={value}
          bins={bins}
          of={of}
          chosen={bin?.value === value ? bin : null}
          onChoose={(chosen) => {
            const next = chosen ? { value, ...chosen } : null
            choose(next)
            const first = next && rangesOf(lane).find((range) => isInBin(range, next))
            if (first) seekToRange(deck, first)
          }}
        />
      ))}
      <IconButton icon={X} size="small" label={texts.closeTheHistograms} onClick={() => toggle(lane)} />
    </section>
  )
}
