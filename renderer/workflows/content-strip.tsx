import { useVirtualizer } from '@tanstack/react-virtual'
import { type DragEvent, type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { type KeyBinding, type KeyPress, runKeys } from '../components/keys.ts'
import { hasMod, type KeyedList, listKeys } from '../components/list-keys.ts'
import { indexAfterKey, type RowSelection } from '../components/table/row-selection.ts'
import { useReportRows } from '../components/table/use-report-rows.ts'
import type { Choice } from '../components/table/use-row-selection.ts'
import type { Rows } from '../components/table/use-rows.ts'
import styles from './content-tray.module.css'
import { texts } from './texts.ts'

/** Width of an entry with its gap, in pixels. */
const step = 136

/** The look of a row and its dragging. */
export interface StripOf<Row> {
  /** Returns the key by which a row is selected and dragged. */
  keyOf: (row: Row) => string
  picture: (row: Row) => ReactNode
  words: (row: Row) => string
  startDrag: (event: DragEvent, keys: readonly string[]) => void
}

interface StripProps<Row> {
  of: StripOf<Row>
  label: string
  rows: Rows<Row>
  selection: RowSelection<string>
  select: (index: number, how: Choice) => void
  selectAll: () => void
  clear: () => void
  /** Returns the role that a row already has at the selected node; null if it has none. */
  roleOf: (key: string) => string | null
  onAdd: () => void
  /** Called with the range on screen, from `first` to before `end`, so that it is loaded. */
  onRange: (first: number, end: number) => void
}

/** A virtual strip of takes or images side by side. */
export function ContentStrip<Row>(props: StripProps<Row>) {
  const { rows, selection, onRange, label } = props
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
        aria-label={label}
        aria-orientation="horizontal"
        aria-multiselectable
        aria-activedescendant={focus === null ? undefined : `${id}-${focus}`}
        className={styles.list}
        style={{ width: virtualizer.getTotalSize() }}
        onKeyDown={(event) => handleKey(event, props, total, page)}
        onClick={(event) => handleClick(event, props)}
      >
        {items.map(({ index, start }) => (
          <Entry key={index} id={`${id}-${index}`} index={index} left={start} {...props} />
        ))}
      </div>
    </div>
  )
}

interface EntryProps<Row> extends StripProps<Row> {
  id: string
  index: number
  left: number
}

function Entry<Row>({ id, index, left, of, rows, selection, roleOf }: EntryProps<Row>) {
  const row = rows.at(index)
  const key = row === undefined ? undefined : of.keyOf(row)
  const role = key === undefined ? null : roleOf(key)
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox keeps the focus and names this option as the active one
    <div
      id={id}
      role="option"
      aria-selected={key !== undefined && selection.keys.has(key)}
      aria-setsize={rows.total}
      aria-posinset={index + 1}
      aria-label={row === undefined ? texts.loading : undefined}
      data-index={index}
      data-focused={selection.focus === index || undefined}
      className={styles.take}
      style={{ left }}
      draggable={row !== undefined}
      onDragStart={(event) => {
        if (key !== undefined) of.startDrag(event, selection.keys.has(key) ? [...selection.keys] : [key])
      }}
    >
      <span className={styles.picture}>{row !== undefined && of.picture(row)}</span>
      {row !== undefined && <b>{of.words(row)}</b>} {role && <span className={styles.tag}>{role}</span>}
    </div>
  )
}

function handleClick<Row>(event: MouseEvent, { select, clear }: StripProps<Row>): void {
  const entry = (event.target as Element).closest<HTMLElement>('[data-index]')
  if (!entry) clear()
  else
    select(Number(entry.dataset.index), event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
}

const sideways: Record<string, string> = { ArrowRight: 'ArrowDown', ArrowLeft: 'ArrowUp' }

interface KeyedStrip extends KeyedList {
  onAdd: () => void
}

/** Keys of the strip. Space toggles the selection here, because several takes are often added at once. */
const stripKeys: readonly KeyBinding<KeyedStrip>[] = [
  { keys: 'Enter', label: texts.addToTheNode, run: ({ onAdd }) => onAdd() },
  {
    keys: 'Space',
    label: texts.selectOrDeselect,
    run: ({ focus, select }) => focus !== null && select(focus, 'toggle'),
  },
  ...listKeys,
]

function handleKey<Row>(event: KeyboardEvent, props: StripProps<Row>, total: number, page: number): void {
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
