import type { SortOrder } from '../../../shared/sort-order.ts'
import type { Sorting } from './sortable-head.tsx'

/** The order of a table as the address has it. */
interface AddressOrder<Sort extends string> {
  by: Sort | undefined
  order: SortOrder | undefined
}

/** Returns the order of a table, descending by `usual` at first; `change` writes another one to the address. */
export function tableOrder<Sort extends string>(
  { by, order }: AddressOrder<Sort>,
  usual: NoInfer<Sort>,
  change: (to: { by: Sort; order: SortOrder }) => void,
): Sorting<Sort> {
  return { sort: by ?? usual, order: order ?? 'desc', change: ({ sort, order: to }) => change({ by: sort, order: to }) }
}
