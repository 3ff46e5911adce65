import { Portal } from '@mantine/core'
import type { Range } from '../../../shared/contract/analyses.ts'
import { labelColour } from './label-colour.ts'
import styles from './lane-strip.module.css'
import { rangeFacts, rangeMetadata, rangeTimes } from './range-labels.ts'
import { texts } from './texts.ts'

interface RangeBubbleProps {
  range: Range
  /** Name of the configuration, if the strip shows two. */
  origin: string | undefined
  strip: HTMLElement | null
  /** Position along the strip, 0…1. */
  part: number
}

/** The details of a range above the strip: label, times, confidence and metadata. */
export function RangeBubble({ range, origin, strip, part }: RangeBubbleProps) {
  const box = strip?.getBoundingClientRect()
  if (!box) return null
  const others = rangeMetadata(range)
  const x = box.left + part * box.width
  const side = part < 0.5 ? { left: x } : { right: window.innerWidth - x }
  return (
    // A portal, because the lanes scroll and would cut the bubble off.
    <Portal>
      <div className={styles.bubble} style={{ ...side, bottom: window.innerHeight - box.top + 6 }} aria-hidden>
        <b>
          <i style={{ background: `var(--range-${labelColour(range.label ?? '')})` }} />
          {range.label || texts.noLabel}
          {origin && <small>{origin}</small>}
        </b>
        <span className={styles.times}>{rangeTimes(range)}</span>
        <span>{rangeFacts(range)}</span>
        {others.slice(0, 6).map(([key, value]) => (
          <span key={key}>
            {key}: {value}
          </span>
        ))}
      </div>
    </Portal>
  )
}
