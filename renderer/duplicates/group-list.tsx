import { useVirtualizer } from '@tanstack/react-virtual'
import { useEffect, useRef } from 'react'
import type { SimilarGroup } from '../../shared/contract/duplicates.ts'
import { formatBytes, formatCount } from '../../shared/units.ts'
import { Poster } from '../components/pictures/poster.tsx'
import type { Rows } from '../components/table/use-rows.ts'
import styles from './group-list.module.css'
import { texts } from './texts.ts'
import { usePendingCount } from './use-group-decisions.ts'

interface GroupListProps {
  rows: Rows<SimilarGroup>
  current: number
  onChoose: (index: number) => void
  onRange: (first: number, end: number) => void
}

const rowHeight = 64

/** A virtual list of the groups, those that would free the most space first. */
export function GroupList({ rows, current, onChoose, onRange }: GroupListProps) {
  const scroller = useRef<HTMLDivElement>(null)
  const total = rows.total ?? 0
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 6,
  })
  const items = virtualizer.getVirtualItems()
  const [first, last] = [items[0]?.index ?? 0, items.at(-1)?.index ?? 0]
  useEffect(() => onRange(first, last + 1), [first, last, onRange])
  useEffect(() => {
    if (total > 0) virtualizer.scrollToIndex(current, { align: 'auto' })
  }, [current, total, virtualizer])
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        role="listbox"
        aria-label={texts.groups}
        tabIndex={0}
        aria-activedescendant={`group-${current}`}
        className={styles.list}
        style={{ height: virtualizer.getTotalSize() }}
      >
        {items.map(({ index, start }) => (
          <Group
            key={index}
            index={index}
            top={start}
            group={rows.at(index)}
            isCurrent={index === current}
            onChoose={onChoose}
          />
        ))}
      </div>
    </div>
  )
}

interface GroupProps {
  index: number
  top: number
  group: SimilarGroup | undefined
  isCurrent: boolean
  onChoose: (index: number) => void
}

function Group({ index, top, group, isCurrent, onChoose }: GroupProps) {
  const [kept] = group?.takes ?? []
  const pending = usePendingCount(group)
  const words = group
    ? [
        formatCount(group.count, 'take'),
        formatBytes(group.removable_bytes),
        pending > 0 && texts.pendingDecided(formatCount(pending)),
      ]
        .filter(Boolean)
        .join(' · ')
    : ''
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the desk handles the keys
    // biome-ignore lint/a11y/useFocusableInteractive: the list keeps the focus and names the active option
    <div
      id={`group-${index}`}
      role="option"
      aria-selected={isCurrent}
      className={styles.group}
      style={{ height: rowHeight, transform: `translateY(${top}px)` }}
      onClick={() => onChoose(index)}
    >
      <span className={styles.posters}>
        {group?.takes.slice(0, 2).map((take) => (
          <span key={take.id}>
            <Poster video={take} small />
          </span>
        ))}
      </span>
      <span className={styles.words}>
        <span>{kept?.name ?? texts.loading}</span>
        <small>{words}</small>
      </span>
    </div>
  )
}
