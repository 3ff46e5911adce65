import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react'
import type { Video } from '../../shared/contract/videos.ts'
import { formatDuration } from '../../shared/units.ts'
import { PlayingPoster } from '../components/playing-poster.tsx'
import { startTakeDrag } from '../components/take-drag.ts'
import { indexAfterKey, type RowSelection } from '../rows/row-selection.ts'
import type { Choice } from '../rows/use-row-selection.ts'
import type { Rows } from '../rows/use-rows.ts'
import styles from './take-tray.module.css'

/** Pixels from one take to the next. */
const step = 136

interface TakeStripProps {
  rows: Rows<Video>
  selection: RowSelection<string>
  select: (index: number, how: Choice) => void
  selectAll: () => void
  clear: () => void
  /** What a take is to the chosen node already. */
  roleOf: (id: string) => string | null
  onAdd: () => void
  /** Told what is on screen, so that it is read. */
  onRange: (first: number, end: number) => void
}

/** Takes side by side, as a strip of film; only those in sight exist. */
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
  const [first, last] = [items[0]?.index, items.at(-1)?.index]
  const tell = useRef(onRange)
  tell.current = onRange
  useEffect(() => {
    if (first !== undefined && last !== undefined) tell.current(first, last + 1)
  }, [first, last])
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
      aria-label={video ? undefined : 'Not read yet'}
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

function handleKey(event: KeyboardEvent, props: TakeStripProps, total: number, page: number): void {
  const { selection, select, selectAll, clear, onAdd } = props
  const withCommand = event.ctrlKey || event.metaKey
  const target =
    withCommand || event.altKey
      ? undefined
      : indexAfterKey(sideways[event.key] ?? event.key, selection.focus, total, page)
  if (total === 0) return
  if (target !== undefined) select(target, event.shiftKey ? 'extend' : 'only')
  else if (event.key === 'Enter') onAdd()
  else if (event.key === ' ' && selection.focus !== null) select(selection.focus, 'toggle')
  else if (event.key === 'a' && withCommand) selectAll()
  else if (event.key === 'Escape' && selection.keys.size > 0) clear()
  else return
  event.preventDefault()
  event.stopPropagation()
}
