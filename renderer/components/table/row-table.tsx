// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { useVirtualizer } from '@tanstack/react-virtual'
import { type KeyboardEvent, type MouseEvent, useEffect, useId, useRef } from 'react'
import { focusUnlessUsed } from '../focus-unless-used.ts'
import { type KeyPress, runKeys } from '../keys.ts'
import { hasMod, listKeys } from '../list-keys.ts'
import { Cells } from './cells.tsx'
import { ColumnMenu } from './column-menu.tsx'
import type { Column } from './columns.ts'
import { indexAfterKey, type RowSelection } from './row-selection.ts'
import styles from './row-table.module.css'
import { SortableHead, type Sorting } from './sortable-head.tsx'
import { texts } from './texts.ts'
import { useColumns } from './use-columns.ts'
import { useReportRows } from './use-report-rows.ts'
import type { Choice } from './use-row-selection.ts'
import type { Rows } from './use-rows.ts'

interface RowTableProps<Row, Key, Sort extends string> {
  /** The columns are remembered under it. */
  label: string
  columns: readonly Column<Row, Sort>[]
  /** Pixels: for one line or for two. */
  rowHeight?: 36 | 44
  rows: Rows<Row>
  keyOf: (row: Row) => Key
  /** Returns the screen-reader text of a row. */
  spoken: (row: Row) => string
  selection: RowSelection<Key>
  select: (index: number, how: Choice) => void
  selectAll: () => void
  clear: () => void
  onOpen: (row: Row) => void
  /** Handles keys of this table only; returns whether it handled the press. */
  onKey?: (press: KeyPress) => boolean
  /** Undefined if the rows have one order only. */
  sorting?: Sorting<Sort> | undefined
  /** Called with the rows on screen, from `first` to before `end`, so that they are loaded. */
  onRange: (first: number, end: number) => void
}

type RowsOfTable<Row, Key> = Omit<RowTableProps<Row, Key, never>, 'columns' | 'sorting'>

/** Pixels. */
const headHeight = 28

/** A virtual table with the selection and the keys of the library's list. */
export function RowTable<Row, Key extends string | number, Sort extends string>(props: RowTableProps<Row, Key, Sort>) {
  const { rows, selection, label, rowHeight = 36 } = props
  const scroller = useRef<HTMLDivElement>(null)
  const { columns, style } = useColumns(label, props.columns, scroller)
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
  useReportRows(items[0]?.index, items.at(-1)?.index, props.onRange)
  const { focus } = selection
  useEffect(() => {
    if (focus !== null) virtualizer.scrollToIndex(focus, { align: 'auto' })
  }, [focus, virtualizer])
  useEffect(() => focusUnlessUsed(table.current), [])
  const page = Math.floor((scroller.current?.clientHeight ?? 0) / rowHeight) - 1

  return (
    <div className={styles.frame}>
      <div ref={scroller} className={styles.scroller}>
        <div
          ref={table}
          role="grid"
          tabIndex={0}
          aria-label={label}
          aria-multiselectable
          aria-rowcount={total + 1}
          aria-colcount={columns.length}
          aria-activedescendant={focus === null || focus >= total ? undefined : `${id}-${focus}`}
          data-takes
          className={styles.table}
          style={{ ...style, height: virtualizer.getTotalSize() + headHeight }}
          onKeyDown={(event) => handleKey(event, props, total, page)}
          onClick={(event) => handleClick(event, props)}
          onDoubleClick={(event) => {
            const row = rows.at(indexOf(event) ?? -1)
            if (row !== undefined) props.onOpen(row)
          }}
        >
          <SortableHead table={label} columns={columns} sorting={props.sorting} />
          {items.map(({ index, start }) => {
            const row = rows.at(index)
            return (
              <div
                key={row === undefined ? `unread-${index}` : props.keyOf(row)}
                id={`${id}-${index}`}
                role="row"
                aria-rowindex={index + 2}
                aria-selected={row !== undefined && selection.keys.has(props.keyOf(row))}
                aria-label={row === undefined ? texts.loading : props.spoken(row)}
                data-index={index}
                data-focused={focus === index || undefined}
                className={styles.row}
                style={{ height: rowHeight, transform: `translateY(${start + headHeight}px)` }}
              >
                <Cells columns={columns} row={row} />
              </div>
            )
          })}
        </div>
      </div>
      <ColumnMenu
        table={label}
        all={props.columns}
        shown={columns}
        rowCount={selection.keys.size > 1 ? selection.keys.size : total}
        readRows={() => readRows(props)}
      />
    </div>
  )
}

/** Reads the rows that are selected if there are several, else all. */
async function readRows<Row, Key>({ rows, selection: { keys }, keyOf }: RowsOfTable<Row, Key>) {
  const all = await rows.readAll()
  return keys.size > 1 ? all.filter((row) => keys.has(keyOf(row))) : all
}

function indexOf(event: MouseEvent): number | undefined {
  const row = (event.target as Element).closest<HTMLElement>('[data-index]')
  return row ? Number(row.dataset.index) : undefined
}

function handleClick<Row, Key>(event: MouseEvent, { select, clear }: RowsOfTable<Row, Key>): void {
  const index = indexOf(event)
  if (index === undefined) clear()
  else select(index, event.shiftKey ? 'extend' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
}

function handleKey<Row, Key>(
  event: KeyboardEvent,
  { rows, selection, select, selectAll, clear, onOpen, onKey }: RowsOfTable<Row, Key>,
  total: number,
  page: number,
): void {
  // The heads are buttons with keys of their own.
  if (total === 0 || (event.target as Element).closest('button')) return
  const { focus, keys } = selection
  const list = {
    focus,
    hasSelection: keys.size > 0,
    target: (press: KeyPress) => (hasMod(press) ? undefined : indexAfterKey(press.key, focus, total, page)),
    select,
    selectAll,
    clear,
    open: (index: number) => {
      const row = rows.at(index)
      return row !== undefined && onOpen(row)
    },
  }
  if (!runKeys(event, listKeys, list)) onKey?.(event)
}
