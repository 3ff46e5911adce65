import { type KeyboardEvent, useId, useState } from 'react'
import type { Bin } from '../../../shared/histograms.ts'
import { formatCount } from '../../../shared/units.ts'
import { keyTable, runKeys } from '../keys.ts'
import { texts } from './texts.ts'
import styles from './value-histogram.module.css'
import { binLabel, valueName } from './value-labels.ts'

type Edges = Pick<Bin, 'from' | 'to'>

interface ValueHistogramProps {
  /** Name of the value, as `shared/histograms.ts` has it. */
  value: string
  bins: readonly Bin[]
  /** Name of the analysis, for screen readers. */
  of: string
  /** The bin that filters; null if none does. */
  chosen: Edges | null
  /** Called with the bin that is to filter; undefined to show all. */
  onChoose: (bin: Edges | undefined) => void
}

/** A histogram of a value of ranges. A click on a bar, or Enter, filters by it; a second one clears the filter. */
export function ValueHistogram({ value, bins, of, chosen, onChoose }: ValueHistogramProps) {
  const id = useId()
  const [focused, setFocused] = useState<number | null>(null)
  const most = Math.max(1, ...bins.map(({ count }) => count))
  const isChosen = ({ from }: Edges) => chosen?.from === from
  const chosenAt = bins.findIndex(isChosen)
  const choose = (index: number) => {
    const bin = bins[index]
    if (bin && bin.count > 0) onChoose(isChosen(bin) ? undefined : { from: bin.from, to: bin.to })
  }
  const shown = bins[focused ?? chosenAt]
  const [first, last] = [bins[0], bins.at(-1)]
  const context = {
    bins,
    at: focused ?? Math.max(0, chosenAt),
    go: setFocused,
    choose,
    clear: () => onChoose(undefined),
  }
  return (
    <div className={styles.histogram}>
      <span className={styles.title}>
        {valueName(value)}
        <b>
          {shown
            ? `${binLabel(value, shown)}: ${formatCount(shown.count)}`
            : first && last && binLabel(value, { from: first.from, to: last.to })}
        </b>
      </span>
      <div
        className={styles.bars}
        role="listbox"
        tabIndex={0}
        aria-label={`${valueName(value)}, ${of}`}
        aria-orientation="horizontal"
        aria-activedescendant={focused === null ? undefined : `${id}-${focused}`}
        onFocus={() => setFocused(Math.max(0, chosenAt))}
        onBlur={() => setFocused(null)}
        onPointerLeave={(event) => event.currentTarget !== document.activeElement && setFocused(null)}
        onKeyDown={(event: KeyboardEvent) => runKeys(event, histogramKeys, { ...context, hasFilter: chosen !== null })}
      >
        {bins.map((bin, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the list handles the keys
          <div
            key={bin.from}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={isChosen(bin)}
            aria-label={`${binLabel(value, bin)}, ${formatCount(bin.count, 'range')}`}
            data-focused={focused === index || undefined}
            data-dim={(chosen !== null && !isChosen(bin)) || undefined}
            className={styles.bar}
            onPointerEnter={() => setFocused(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => choose(index)}
          >
            <i style={{ height: bin.count === 0 ? 0 : `max(2px, ${(bin.count / most) * 100}%)` }} />
          </div>
        ))}
      </div>
    </div>
  )
}

interface KeyedBars {
  bins: readonly Bin[]
  at: number
  hasFilter: boolean
  go: (index: number) => void
  choose: (index: number) => void
  clear: () => void
}

/** Returns the next bar that has ranges. */
function nextBar({ bins, at }: KeyedBars, step: 1 | -1): number {
  for (let index = at + step; index >= 0 && index < bins.length; index += step)
    if ((bins[index]?.count ?? 0) > 0) return index
  return at
}

/** Keys of a focused histogram. */
export const histogramKeys = keyTable<KeyedBars>('Histograms', [
  { keys: 'ArrowRight ArrowUp', label: texts.nextBar, run: (bars) => bars.go(nextBar(bars, 1)) },
  { keys: 'ArrowLeft ArrowDown', label: texts.previousBar, run: (bars) => bars.go(nextBar(bars, -1)) },
  { keys: 'Enter Space', label: texts.showOnlyTheseRanges, run: ({ choose, at }) => choose(at) },
  { keys: 'Escape', label: texts.showAllRanges, run: ({ hasFilter, clear }) => (hasFilter ? clear() : false) },
])
