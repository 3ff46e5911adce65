import type { Video } from '../../shared/contract/videos.ts'
import { ColumnMenu } from '../components/table/column-menu.tsx'
import { useSelection } from '../state/selection.ts'
import { type TakeColumn, takeColumns } from './list-columns.tsx'
import { readTakes, type Takes } from './use-takes.ts'

interface ListColumnMenuProps {
  takes: Takes
  /** Those on screen. */
  columns: readonly TakeColumn[]
  label: string
}

/** The menu of the columns of the list. It copies the selected takes, or all if there are not several. */
export function ListColumnMenu({ takes, columns, label }: ListColumnMenuProps) {
  const ids = useSelection((selection) => selection.ids)
  const total = takes.total ?? 0
  const isOfSelection = ids.size > 1
  const isWanted = ({ id }: Video) => !isOfSelection || ids.has(id)
  return (
    <ColumnMenu
      table={label}
      all={takeColumns}
      shown={columns}
      rowCount={isOfSelection ? ids.size : total}
      readRows={() => readTakes(takes.filter, isWanted, isOfSelection ? ids.size : total)}
    />
  )
}
