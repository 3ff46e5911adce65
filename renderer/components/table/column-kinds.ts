import { formatCount, formatWhen } from '../../../shared/units.ts'
import type { Column } from './columns.ts'

const dash = '–'

/** Returns a column of texts that are shown as they are copied; a dash for none. */
export function textColumn<Row, Sort extends string = string>(
  name: string,
  width: number,
  value: (row: Row) => string | null,
  rest?: Partial<Column<Row, Sort>>,
): Column<Row, Sort> {
  return { name, width, value, cell: (row: Row) => value(row) || dash, ...rest }
}

/** Returns a column of numbers, as `cell` formats them; counts by default. */
export function numberColumn<Row, Sort extends string = string>(
  name: string,
  width: number,
  value: (row: Row) => number | string | null,
  rest?: Partial<Column<Row, Sort>>,
): Column<Row, Sort> {
  const cell = (row: Row) => {
    const number = value(row)
    return typeof number === 'number' ? formatCount(number) : (number ?? dash)
  }
  return { name, width, value, kind: 'number', cell, ...rest }
}

/** Returns a column of times, wide enough for a day, a year and a time. */
export function timeColumn<Row, Sort extends string = string>(
  name: string,
  timeOf: (row: Row) => string | null,
  rest?: Partial<Column<Row, Sort>>,
): Column<Row, Sort> {
  const cell = (row: Row) => formatWhen(timeOf(row))
  return { name, width: 116, value: timeOf, kind: 'number', cell, ...rest }
}
