// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
// biome-ignore-all lint/a11y/noStaticElementInteractions: the menu of columns does the same by keyboard
import type { DragEvent, PointerEvent, ReactNode } from 'react'
import { setColumnWidth, showColumns } from '../../state/columns.ts'
import { type Column, moved } from './columns.ts'
import styles from './row-table.module.css'

interface TableHeadProps<OneColumn extends Column<never>> {
  /** Label of the table, under which its columns are remembered. */
  table: string
  columns: readonly OneColumn[]
  /** Returns the contents of a head; the name of the column by default. */
  face?: (column: OneColumn) => ReactNode
  /** Returns the direction by which the rows are sorted by a column. */
  sortOf?: (column: OneColumn) => 'ascending' | 'descending' | undefined
}

const mediaType = 'application/x-rushes-column'

/**
 * The heads of the columns. Dragging one moves its column, dragging its edge changes the width; a double click on the
 * edge resets it. The menu of columns does both by keyboard.
 */
export function TableHead<OneColumn extends Column<never>>({
  table,
  columns,
  face,
  sortOf,
}: TableHeadProps<OneColumn>) {
  const names = columns.map(({ name }) => name)
  const drop = (event: DragEvent, name: string) => {
    const dragged = event.dataTransfer.getData(mediaType)
    if (dragged) showColumns(table, moved(names, dragged, name))
  }
  return (
    <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
      {columns.map((column) => (
        <span
          key={column.name}
          role="columnheader"
          aria-sort={sortOf?.(column)}
          data-kind={column.kind}
          draggable
          onDragStart={(event) => {
            event.stopPropagation()
            event.dataTransfer.setData(mediaType, column.name)
            event.dataTransfer.effectAllowed = 'move'
          }}
          onDragOver={(event) => event.dataTransfer.types.includes(mediaType) && event.preventDefault()}
          onDrop={(event) => drop(event, column.name)}
        >
          {face?.(column) ?? (
            <span className={styles.text} title={column.name}>
              {column.name}
            </span>
          )}
          <i
            className={styles.edge}
            onPointerDown={(event) => resize(event, table, column.name)}
            onDoubleClick={() => setColumnWidth(table, column.name, undefined)}
          />
        </span>
      ))}
    </div>
  )
}

/** Follows the pointer with the edge of a column until it is released. */
function resize(event: PointerEvent<HTMLElement>, table: string, name: string): void {
  const edge = event.currentTarget
  const before = edge.parentElement?.getBoundingClientRect().width ?? 0
  const from = event.clientX
  event.preventDefault()
  edge.setPointerCapture(event.pointerId)
  const follow = (moved: globalThis.PointerEvent) => setColumnWidth(table, name, before + moved.clientX - from)
  edge.addEventListener('pointermove', follow)
  edge.addEventListener('lostpointercapture', () => edge.removeEventListener('pointermove', follow), { once: true })
}
