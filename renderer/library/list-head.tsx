import { UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { reversed } from '../../shared/sort-order.ts'
import { sorts } from '../components/filters/filter-labels.ts'
import { Icon } from '../components/icon.tsx'
import { TableHead } from '../components/table/table-head.tsx'
import { useOrder } from '../components/takes/library-search.ts'
import { useChangeOrder } from './filter.ts'
import type { TakeColumn } from './list-columns.tsx'

/**
 * The heads of the columns. A click sorts by a column; another click reverses the order. They are not reachable by
 * keyboard, because the sort menu in the toolbar does the same.
 */
export function ListHead({ table, columns }: { table: string; columns: readonly TakeColumn[] }) {
  const { sort, order } = useOrder()
  const change = useChangeOrder()
  const sortByName = new Map(columns.map((column) => [column.name, column.sort]))
  return (
    <TableHead
      table={table}
      columns={columns}
      sortOf={({ name }) =>
        sortByName.get(name) === sort ? (order === 'asc' ? 'ascending' : 'descending') : undefined
      }
      face={({ name }) => {
        const by = sortByName.get(name)
        if (by === undefined) return undefined
        const isOn = by === sort
        return (
          <UnstyledButton
            tabIndex={-1}
            title={sorts[by][isOn && order === sorts[by].first ? reversed(order) : sorts[by].first]}
            onClick={() => change({ sort: by, order: isOn ? reversed(order) : sorts[by].first })}
          >
            {name}
            {isOn && <Icon of={order === 'asc' ? ArrowUp : ArrowDown} size={11} />}
          </UnstyledButton>
        )
      }}
    />
  )
}
