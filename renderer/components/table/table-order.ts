import { z } from 'zod'
import { type SortOrder, sortOrders } from '../../../shared/sort-order.ts'
import type { Sorting } from './sortable-head.tsx'

/** The order of a table as the address has it. */
interface AddressOrder<Sort extends string> {
  by: Sort | undefined
  order: SortOrder | undefined
}

/** Returns the fields of an address that has the order of a table. */
export function orderFields<Sort extends string>(sorts: readonly [Sort, ...Sort[]]) {
  return { by: z.enum(sorts).optional().catch(undefined), order: z.enum(sortOrders).optional().catch(undefined) }
}

/** Returns the order of a table, descending by `usual` at first; `change` writes another one to the address. */
export function tableOrder<Sort extends string>(
  { by, order }: AddressOrder<Sort>,
  usual: NoInfer<Sort>,
  change: (to: { by: Sort; order: SortOrder }) => void,
): Sorting<Sort> {
  return { sort: by ?? usual, order: order ?? 'desc', change: ({ sort, order: to }) => change({ by: sort, order: to }) }
}
