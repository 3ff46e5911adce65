import { useMemo, useRef } from 'react'
import { useElementSize } from '../use-element-size.ts'
import { useDeck, useTimeView } from './deck-context.ts'
import { usePreferences } from './preferences.ts'
import { rulerTicks } from './ruler-ticks.ts'
import classes from './scrubber.module.css'
import { partAt } from './time-view.ts'

/** Times along the axis in the chosen unit. */
export function Ruler() {
  const deck = useDeck()
  const view = useTimeView()
  const format = usePreferences((state) => state.timeFormat)
  const ruler = useRef<HTMLDivElement>(null)
  const { width } = useElementSize(ruler)
  const ticks = useMemo(() => rulerTicks(view, width, format, deck.frameRate), [view, width, format, deck])
  return (
    <div ref={ruler} className={classes.ruler} aria-hidden>
      {ticks.map(({ seconds, label }) => {
        const part = partAt(view, seconds)
        return (
          <i key={seconds} data-labelled={label ? '' : undefined} style={{ left: `${part * 100}%` }}>
            {/* A label that would end beyond the axis is left out. */}
            {label && part * width + label.length * 7 < width && <span>{label}</span>}
          </i>
        )
      })}
    </div>
  )
}
