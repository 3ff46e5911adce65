import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useMemo } from 'react'
import type { Analyser } from '../../../shared/contract/analysers.ts'
import type { Lane, Range } from '../../../shared/contract/analyses.ts'
import { parseFrameRate } from '../../../shared/frame-rate.ts'
import { formatCount } from '../../../shared/units.ts'
import { api } from '../../client.ts'
import { IconButton } from '../icon-button.tsx'
import { agreementOf, compareRanges } from './compare-ranges.ts'
import { Differences } from './differences.tsx'
import { rangesOf } from './lane-ranges.ts'
import { LaneStrip } from './lane-strip.tsx'
import styles from './lanes.module.css'

interface CompareRowProps {
  first: Lane
  second: Lane
  title: string
  words: readonly [first: string, second: string]
  frameRate: string | null
  analyser: Analyser | undefined
  onClose: () => void
}

/**
 * Compares two configurations of an analyser: ranges that both found are outlined, ranges that only one found are
 * filled.
 */
export function CompareRow({ first, second, title, words, frameRate, analyser, onClose }: CompareRowProps) {
  const { data: differences } = useQuery(
    api.configurations.differences.queryOptions({ input: { was: first.config_hash, is: second.config_hash } }),
  )
  const { bands, comparison } = useMemo(() => {
    const rate = parseFrameRate(frameRate)
    const [one, other] = [rangesOf(first), rangesOf(second)]
    const comparison = compareRanges(one, other, rate ? rate.denominator / rate.numerator : 0.04)
    return {
      comparison,
      bands: [
        { ranges: one, outlined: without(one, comparison.onlyFirst), name: words[0] },
        { ranges: other, outlined: without(other, comparison.onlySecond), name: words[1] },
      ],
    }
  }, [first, second, frameRate, words[0], words[1]])
  const { both, onlyFirst, onlySecond } = comparison
  const agreement = agreementOf(comparison)
  return (
    <section className={styles.compare} aria-label={`${title} compared`}>
      <div className={styles.lane}>
        <span className={styles.pair}>
          <span className={styles.half}>{words[0]}</span>
          <span className={styles.half}>{words[1]}</span>
        </span>
        <LaneStrip label={`${title}: ${words[0]} and ${words[1]}`} bands={bands} />
        <IconButton icon={X} label="Stop comparing" onClick={onClose} />
      </div>
      <p className={styles.counts}>
        {agreement !== null && (
          <span title="Twice the ranges in both by all ranges (F1). Ends may differ by a frame.">
            {Math.round(agreement * 100)}% agreement
          </span>
        )}
        <span>{formatCount(both.length)} in both (outlined)</span>
        <span>
          {formatCount(onlyFirst.length)} only with {words[0]}
        </span>
        <span>
          {formatCount(onlySecond.length)} only with {words[1]}
        </span>
      </p>
      {differences && <Differences differences={differences} analyser={analyser} />}
    </section>
  )
}

function without(ranges: readonly Range[], only: readonly Range[]): ReadonlySet<Range> {
  const alone = new Set(only)
  return new Set(ranges.filter((range) => !alone.has(range)))
}
