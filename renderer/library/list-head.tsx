// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot be positioned, as a virtual one needs
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { UnstyledButton } from '@mantine/core'
import { ArrowDown, ArrowUp } from 'lucide-react'
import { reversed } from '../../shared/sort-order.ts'
import { Icon } from '../components/icon.tsx'
import { useFilter } from '../components/takes/library-search.ts'
import { useChangeOrder } from './filter.ts'
import { sorts } from './filter-labels.ts'
import styles from './list.module.css'
import { columnClass, columns } from './list-columns.tsx'

/**
 * The heads of the columns. A click sorts by a column; another click reverses the order. They are not reachable by
 * keyboard, because the sort menu in the toolbar does the same.
 */
export function ListHead() {
  const { sort = 'added', order = 'desc' } = useFilter()
  const change = useChangeOrder()
  return (
    <div role="row" aria-rowindex={1} className={`${styles.row} ${styles.head}`}>
      {columns.map((column) => {
        const by = column.sort
        const isOn = by === sort
        return (
          <span
            key={column.name}
            role="columnheader"
            aria-sort={isOn ? (order === 'asc' ? 'ascending' : 'descending') : undefined}
            className={columnClass(column)}
          >
            {by === undefined ? (
              column.name
            ) : (
              <UnstyledButton
                tabIndex={-1}
                title={sorts[by][isOn && order === sorts[by].first ? reversed(order) : sorts[by].first]}
                onClick={() => change({ sort: by, order: isOn ? reversed(order) : sorts[by].first })}
              >
                {column.name}
                {isOn && <Icon of={order === 'asc' ? ArrowUp : ArrowDown} size={11} />}
              </UnstyledButton>
            )}
          </span>
        )
      })}
    </div>
  )
}
