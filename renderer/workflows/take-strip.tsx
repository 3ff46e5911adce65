import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { formatDuration } from '../../shared/units.ts'
import { type KeyBinding, type KeyPress, runKeys } from '../components/keys.ts'
import { hasMod, type KeyedList, listKeys } from '../components/list-keys.ts'
import { PlayingPoster } from '../components/pictures/playing-poster.tsx'
import { indexAfterKey, type RowSelection } from '../components/table/row-selection.ts'
import { useReportRows } from '../components/table/use-report-rows.ts'
import type { Choice } from '../components/table/use-row-selection.ts'
import type { Rows } from '../components/table/use-rows.ts'
import { startTakeDrag } from '../components/takes/take-drag.ts'
import styles from './take-tray.module.css'

/** Width of a take with its gap, in pixels. */
const step = 136

interface TakeStripProps {
  rows: Rows<Video>
  selection: RowSelection<string>
  select: (index: number, how: Choice) => void
  selectAll: () => void
  clear: () => void
  /** Returns the role that a take already has at the selected node; null if it has none. */
  roleOf: (id: string) => string | null
  onAdd: () => void
  /** Called with the range on screen, from `first` to before `end`, so that it is loaded. */
  onRange: (first: number, end: number) => void
}

/** A virtual strip of takes side by side. */
export function TakeStrip(props: TakeStripProps) {
  const { rows, selection, onRange } = props
  const id = useId()
  const scroller = useRef<HTMLDivElement>(null)
  const total = rows.total ?? 0
  const virtualizer = useVirtualizer({
    horizontal: true,
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => step,
    overscan: 6,
  })
  const items = virtualizer.getVirtualItems()
  useReportRows(items[0]?.index, items.at(-1)?.index, onRange)
  const { focus } = selection
  useEffect(() => {
    if (focus !== null) virtualizer.scrollToIndex(focus, { align: 'auto' })
  }, [focus, virtualizer])
  const page = Math.floor((scroller.current?.clientWidth ?? 0) / step) - 1
  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        role="listbox"
        tabIndex={0}
        aria-label="Takes to add"
        aria-orientation="horizontal"
        aria-multiselectable
        aria-activedescendant={focus === null ? undefined : `${id}-${focus}`}
        className={styles.list}
        style={{ width: virtualizer.getTotalSize() }}
        onKeyDown={(event) => handleKey(event, props, total, page)}
        onClick={(event) => handleClick(event, props)}
      >
        {items.map(({ index, start }) => (
          <Take key={index} id={`${id}-${index}`} index={index} left={start} {...props} />
        ))}
      </div>
    </div>
  )
}

interface TakeProps extends TakeStripProps {
  id: string
  index: number
  left: number
}

function Take({ id, index, left, rows, selection, roleOf }: TakeProps) {
  const video = rows.at(index)
  const role = video ? roleOf(video.id) : null
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names this option as the active one
    <div
      id={id}
      role="option"
      aria-selected={video !== undefined && selection.keys.has(video.id)}
      aria-setsize={rows.total}
      aria-posinset={index + 1}
      aria-label={video ? undefined : 'Loading'}
      data-index={index}
      data-focused={selection.focus === index || undefined}
      className={styles.take}
      style={{ left }}
      draggable={video !== undefined}
      onDragStart={(event) => {
        if (video) startTakeDrag(event, selection.keys.has(video.id) ? [...selection.keys] : [video.id])
      }}
    >
      <span className={styles.picture}>{video && <PlayingPoster video={video} />}</span>
      {video && (
        <b>
          {video.name} · {formatDuration(video.duration_seconds)}
        </b>
      )}{' '}
      {role && <span className={styles.tag}>{role}</span>}
    </div>
  )
}

function handleClick(event: MouseEvent, { select, clear }: TakeStripProps): void {
  const take = (event.target as Element).closest<HTMLElement>('[data-index]')
  if (!take) clear()
  else
    select(Number(take.dataset.index), event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
}

const sideways: Record<string, string> = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }

interface KeyedStrip extends KeyedList {
  onAdd: () => void
}

/** Keys of the strip. Space toggles the selection here, because several takes are often added at once. */
const stripKeys: readonly KeyBinding<KeyedStrip>[] = [
  { keys: 'Enter', label: 'Add to the node', run: ({ onAdd }) => onAdd() },
  {
    keys: 'Space',
    label: 'Select or deselect',
    run: ({ focus, select }) => focus !== null && select(focus, 'toggle'),
  },
  ...listKeys,
]

function handleKey(event: KeyboardEvent, props: TakeStripProps, total: number, page: number): void {
  if (total === 0) return
  const { selection, select, selectAll, clear, onAdd } = props
  const { focus, keys } = selection
  const strip = {
    focus,
    hasSelection: keys.size > 0,
    target: (press: KeyPress) =>
      hasMod(press) ? undefined : indexAfterKey(sideways[press.key] ?? press.key, focus, total, page),
    select,
    selectAll,
    clear,
    open: () => false,
    onAdd,
  }
  if (runKeys(event, stripKeys, strip)) event.stopPropagation()
}
