// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot stand anywhere, as those of a virtual one do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, type ReactNode, useEffect, useId, useRef } from 'react'
import { indexAfterKey, type RowSelection } from './row-selection.ts'
import styles from './row-table.module.css'
import type { Choice } from './use-row-selection.ts'
import type { Rows } from './use-rows.ts'

export interface Column<Row> {
  name: string
  /** Numbers stand at the right; what is minor gives way where room is short. */
  kind?: 'number' | 'minor' | 'minor-number'
  cell(row: Row): ReactNode
}

interface RowTableProps<Row, Key> {
  label: string
  columns: readonly Column<Row>[]
  /** Gives the columns their widths. */
  className: string | undefined
  /** Pixels; room for one line, or for two. */
  rowHeight?: 36 | 44
  rows: Rows<Row>
  keyOf: (row: Row) => Key
  /** What a screen reader says of a row. */
  spoken: (row: Row) => string
  selection: RowSelection<Key>
  select: (index: number, how: Choice) => void
  selectAll: () => void
  clear: () => void
  onOpen: (row: Row) => void
  /** Keys of the table's own; answers whether it was one. */
  onKey: (key: string) => boolean
  /** Told what is on screen, so that it is read. */
  onRange: (first: number, end: number) => void
}

/** Pixels. */
const headHeight = 28

/** A table of which only the rows in sight exist; selected and walked through by the keys of the library's list. */
export function RowTable<Row, Key extends string | number>(props: RowTableProps<Row, Key>) {
  const { columns, rows, selection, label, rowHeight = 36 } = props
  const scroller = useRef<HTMLDivElement>(null)
  const table = useRef<HTMLDivElement>(null)
  const id = useId()
  const total = rows.total ?? 0
  const virtualizer = useVirtualizer({
    count: total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingEnd: headHeight,
  })
  const items = virtualizer.getVirtualItems()
  useTellRange(items[0]?.index, items.at(-1)?.index, props.onRange)
  const { focus } = selection
  useEffect(() => {
    if (focus !== null) virtualizer.scrollToIndex(focus, { align: 'auto' })
  }, [focus, virtualizer])
  useEffect(() => {
    if (document.activeElement === document.body) table.current?.focus({ preventScroll: true })
  }, [])
  const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1

  return (
    <div ref={scroller} className={styles.scroller}>
      <div
        ref={table}
        role="grid"
        tabIndex={0}
        aria-label={label}
        aria-multiselectable
        aria-rowcount={total + 1}
        aria-colcount={columns.length}
        aria-activedescendant={focus === null ? undefined : `${id}-${focus}`}
        className={`${styles.table} ${props.className ?? ''}`}
        style={{ height: virtualizer.getTotalSize() + headHeight }}
        onKeyDown={(event) => handleKey(event, props, total, page)}
        onClick={(event) => handleClick(event, props)}
        onDoubleClick={(event) => {
          const row = rows.at(indexOf(event) ?? -1)
          if (row !== undefined) props.onOpen(row)
        }}
      >
        <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
          {columns.map((column) => (
            <span key={column.name} role="columnheader" data-kind={column.kind}>
              {column.name}
            </span>
          ))}
        </div>
        {items.map(({ index, start }) => {
          const row = rows.at(index)
          return (
            <div
              key={row === undefined ? `unread-${index}` : props.keyOf(row)}
              id={`${id}-${index}`}
              role="row"
              aria-rowindex={index + 2}
              aria-selected={row !== undefined && selection.keys.has(props.keyOf(row))}
              aria-label={row === undefined ? 'Not read yet' : props.spoken(row)}
              data-index={index}
              data-focused={focus === index || undefined}
              className={styles.row}
              style={{ height: rowHeight, transform: `translateY(${start + headHeight}px)` }}
            >
              {columns.map((column, place) => (
                <span key={column.name} role="gridcell" data-kind={column.kind}>
                  {row === undefined ? place === 0 && <span className={styles.pending} /> : column.cell(row)}
                </span>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

function useTellRange(
  first: number | undefined,
  last: number | undefined,
  onRange: (first: number, end: number) => void,
) {
  const tell = useRef(onRange)
  tell.current = onRange
  useEffect(() => {
    if (first !== undefined && last !== undefined) tell.current(first, last + 1)
  }, [first, last])
}

function indexOf(event: MouseEvent): number | undefined {
  const row = (event.target as Element).closest<HTMLElement>('[data-index]')
  return row ? Number(row.dataset.index) : undefined
}

function handleClick<Row, Key>(event: MouseEvent, { select, clear }: RowTableProps<Row, Key>): void {
  const index = indexOf(event)
  if (index === undefined) clear()
  else select(index, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
}

function handleKey<Row, Key>(
  event: KeyboardEvent,
  { rows, selection, select, selectAll, clear, onOpen, onKey }: RowTableProps<Row, Key>,
  total: number,
  page: number,
): void {
  const withCommand = event.ctrlKey || event.metaKey
  const { focus } = selection
  const row = focus === null ? undefined : rows.at(focus)
  const target = withCommand || event.altKey ? undefined : indexAfterKey(event.key, focus, total, page)
  if (total === 0) return
  if (target !== undefined) select(target, event.shiftKey ? 'extend' : 'only')
  else if (event.key === 'Enter' && row !== undefined) onOpen(row)
  else if (event.key === ' ' && focus !== null) select(focus, withCommand ? 'toggle' : 'only')
  else if (event.key === 'a' && withCommand) selectAll()
  else if (event.key === 'Escape' && selection.keys.size > 0) clear()
  else if (event.key === 'Backspace' && event.metaKey) onKey('Delete')
  else if (withCommand || event.altKey || !onKey(event.key)) return
  event.preventDefault()
}
