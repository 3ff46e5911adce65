import { UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { reversed, type SortOrder } from '../../../shared/sort-order.ts'
import { Icon } from '../icon.tsx'
import type { Column } from './columns.ts'
import { TableHead } from './table-head.tsx'
import { texts } from './texts.ts'

/** The order of a table, and a function that changes it. */
export interface Sorting<Sort extends string> {
  sort: Sort
  order: SortOrder
  change: (to: { sort: Sort; order: SortOrder }) => void
}

interface SortableHeadProps<Row, Sort extends string> {
  table: string
  columns: readonly Column<Row, Sort>[]
  /** Undefined if the rows have one order only. */
  sorting: Sorting<Sort> | undefined
}

/** The heads of the columns of a table, which sort its rows. */
export function SortableHead<Row, Sort extends string>({ table, columns, sorting }: SortableHeadProps<Row, Sort>) {
  return (
    <TableHead
      table={table}
      columns={columns}
      sortOf={({ sort }) => {
        if (sort === undefined || sorting?.sort !== sort) return undefined
        return sorting.order === 'asc' ? 'ascending' : 'descending'
      }}
      face={({ name, sort, kind }) =>
        sorting && sort !== undefined ? <SortButton {...{ name, sort, kind, sorting }} /> : undefined
      }
    />
  )
}

interface SortButtonProps<Sort extends string> {
  name: string
  sort: Sort
  kind: 'number' | undefined
  sorting: Sorting<Sort>
}

/** The head of a column that rows can be sorted by. A press sorts by it; another one reverses the order. */
function SortButton<Sort extends string>({ name, sort, kind, sorting }: SortButtonProps<Sort>) {
  const first: SortOrder = kind === 'number' ? 'desc' : 'asc'
  const isOn = sorting.sort === sort
  const next = isOn ? reversed(sorting.order) : first
  return (
    <UnstyledButton
      title={texts.sortBy(name, next === 'asc' ? 'ascending' : 'descending')}
      onClick={() => sorting.change({ sort, order: next })}
    >
      {name}
      {isOn && <Icon of={sorting.order === 'asc' ? ArrowUp : ArrowDown} size={11} />}
    </UnstyledButton>
  )
}
