import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import type { HistoryEntry } from '../../shared/contract/history.ts'
import { dayOf } from './history-labels.ts'
import styles from './history-page.module.css'
import { HistoryRow } from './history-row.tsx'
import { texts } from './texts.ts'

type Line = { day: string } | { entry: HistoryEntry }

const heights = { day: 38, entry: 54 }
const overscan = 8

/** Adds a heading before the first entry of each day. */
function withDays(entries: readonly HistoryEntry[]): Line[] {
  return entries.flatMap((entry, index) => {
    const before = entries[index - 1]
    const day = dayOf(entry)
    return before && dayOf(before) === day ? [{ entry }] : [{ day }, { entry }]
  })
}

const moves: Record<string, number> = { ArrowDown: 1, ArrowUp: -1, PageDown: 10, PageUp: -10 }

/** A virtual list of entries by day. `onEnd` is called when its end comes into sight. */
export function HistoryList({ entries, onEnd }: { entries: readonly HistoryEntry[]; onEnd: () => void }) {
  const scroller = useRef<HTMLDivElement>(null)
  const lines = useMemo(() => withDays(entries), [entries])
  const [active, setActive] = useState(0)
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (lines[index] && 'day' in lines[index] ? heights.day : heights.entry),
    getItemKey: (index) => {
      const line = lines[index]
      return line && 'entry' in line ? line.entry.id : `day-${line?.day}`
    },
    overscan,
  })
  const items = virtualizer.getVirtualItems()
  const isAtEnd = (items.at(-1)?.index ?? 0) >= lines.length - 1
  useEffect(() => {
    if (isAtEnd) onEnd()
  }, [isAtEnd, onEnd])
  const onKeyDown = (event: KeyboardEvent) => {
    const move = moves[event.key]
    if (move === undefined || event.target instanceof HTMLInputElement) return
    event.preventDefault()
    const next = Math.max(0, Math.min(entries.length - 1, active + move))
    setActive(next)
    const index = lines.findIndex((line) => 'entry' in line && line.entry.id === entries[next]?.id)
    virtualizer.scrollToIndex(index, { align: 'auto' })
    // The row may be drawn only now.
    requestAnimationFrame(() =>
      scroller.current?.querySelector<HTMLElement>(`[data-entry="${entries[next]?.id}"]`)?.focus(),
    )
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its rows have the focus
    <div ref={scroller} className={styles.scroller} onKeyDown={onKeyDown}>
      <ul className={styles.list} aria-label={texts.changes} style={{ height: virtualizer.getTotalSize() }}>
        {items.map(({ index, start, size, key }) => {
          const line = lines[index]
          if (!line) return null
          const place = { height: size, transform: `translateY(${start}px)` }
          if ('day' in line)
            return (
              <li key={key} className={styles.item} style={place} data-day>
                <h2>{line.day}</h2>
              </li>
            )
          const { entry } = line
          return (
            <HistoryRow
              key={key}
              entry={entry}
              style={place}
              isActive={entry.id === entries[active]?.id}
              onFocus={() => setActive(entries.indexOf(entry))}
            />
          )
        })}
      </ul>
    </div>
  )
}
