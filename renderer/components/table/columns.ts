import type { ReactNode } from 'react'
import type { ColumnChoice } from '../../state/columns.ts'

/** A column of a table whose rows can be sorted by `Sort`. */
export interface Column<Row, Sort extends string = string> {
  /** Unique in its table. */
  name: string
  /** Numbers are aligned right. */
  kind?: 'number'
  /** Pixels; with `grow`, the least. */
  width: number
  /** Share of the width that the other columns leave. */
  grow?: number
  /** A table that is too narrow leaves out the column with the highest number first; others always stay. */
  yields?: number
  /** Shown only when it is chosen. */
  isExtra?: boolean
  /** Sort order that a click on the head sets. */
  sort?: Sort
  cell(row: Row): ReactNode
  /** Returns the value for CSV. */
  value(row: Row): unknown
}

/** The columns that a table shows, and their widths. */
export interface Arrangement<OneColumn> {
  columns: readonly OneColumn[]
  /** Value of `grid-template-columns`. */
  tracks: string
  /** The least width of a row in pixels. */
  width: number
}

/** Pixels between two columns, and at the sides of a row; the right side has room for the menu of columns. */
const gap = 14
const sides = 16 + 40

/** Returns the columns that a table of a width in pixels shows: those that were chosen, else those that fit. */
export function arrange<OneColumn extends Column<never>>(
  all: readonly OneColumn[],
  choice: ColumnChoice,
  available: number,
): Arrangement<OneColumn> {
  const widthOf = (column: OneColumn) => choice.widths?.[column.name] ?? column.width
  const sum = (columns: readonly OneColumn[]) =>
    columns.reduce((total, column) => total + widthOf(column) + gap, sides - gap)
  let columns = choice.shown
    ? choice.shown.flatMap((name) => all.find((column) => column.name === name) ?? [])
    : all.filter(({ isExtra }) => !isExtra)
  while (!choice.shown && sum(columns) > available) {
    const [last] = columns
      .filter(({ yields }) => yields !== undefined)
      .toSorted((one, other) => Number(other.yields) - Number(one.yields))
    if (!last) break
    columns = columns.filter((column) => column !== last)
  }
  const tracks = columns.map((column) =>
    column.grow && choice.widths?.[column.name] === undefined
      ? `minmax(${column.width}px, ${column.grow}fr)`
      : `${widthOf(column)}px`,
  )
  return { columns, tracks: tracks.join(' '), width: sum(columns) }
}

/** Returns the names with one moved by a number of places, or before another one. */
export function moved(names: readonly string[], name: string, to: number | string): readonly string[] {
  const from = names.indexOf(name)
  const target = typeof to === 'number' ? from + to : names.indexOf(to)
  if (from < 0 || target < 0 || target >= names.length || target === from) return names
  return names.filter((other) => other !== name).toSpliced(target, 0, name)
}
