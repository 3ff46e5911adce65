// biome-ignore-all lint/a11y/useSemanticElements: rows of a <table> cannot stand anywhere, as those of a virtual one do
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names the active row
import { ArrowDown, ArrowUp } from 'lucide-react'
import { Icon } from '../components/icon.tsx'
import { useChangeFilter, useFilter } from './filter.ts'
import { sorts } from './filter-words.ts'
import styles from './list.module.css'
import { columnClass, columns } from './list-columns.tsx'

/** The names of the columns: a press sorts by one, another turns the order round. The menu in the bar is the way by keyboard. */
export function ListHead() {
  const { sort = 'added', order = 'desc' } = useFilter()
  const change = useChangeFilter()
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
              <button
                type="button"
                tabIndex={-1}
                title={sorts[by][isOn && order === sorts[by].first ? flip(order) : sorts[by].first]}
                onClick={() => change({ sort: by, order: isOn ? flip(order) : sorts[by].first })}
              >
                {column.name}
                {isOn && <Icon of={order === 'asc' ? ArrowUp : ArrowDown} size={11} />}
              </button>
            )}
          </span>
        )
      })}
    </div>
  )
}

function flip(order: 'asc' | 'desc'): 'asc' | 'desc' {
  return order === 'asc' ? 'desc' : 'asc'
}
