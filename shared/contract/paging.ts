import { z } from 'zod'
import { sortOrders } from '../sort-order.ts'
import type { ProcedureMeta } from './procedure.ts'

/** The row that a page follows. */
const after = z.string().min(1).max(1000)

/** The fields of a list that is read in pages, `usual` rows if the caller does not say how many. */
export function pageAfter(usual: number, most: number) {
  return {
    /** The last row of the page before, as `Link` names it: the cost is the same at any depth. */
    after: after.optional(),
    limit: z.int().min(1).max(most).default(usual),
  }
}

/** The same, for a list that can also be read at an offset, as a scrolled table reads it. */
export function pageFields(usual: number, most: number) {
  return {
    /** `after` replaces it. */
    offset: z.int().min(0).default(0),
    ...pageAfter(usual, most),
  }
}

/** The fields of a list that is sorted by one of `sorts`, `usual` and descending if the caller does not say. */
export function sortFields<Sort extends string>(sorts: readonly [Sort, ...Sort[]], usual: NoInfer<Sort>) {
  return { sort: z.enum(sorts).default(usual), order: z.enum(sortOrders).default('desc') }
}

/** Makes a procedure a list that goes on after the row of this name; `nameOf` returns the name of a row. */
export function continuesAfter<Row>(nameOf: (row: Row) => string | number): ProcedureMeta {
  return {
    nextPage(output, limit) {
      const rows = Array.isArray(output) ? output : (output as { items: Row[] }).items
      const last = rows.at(-1)
      return last === undefined || rows.length < limit ? undefined : { after: String(nameOf(last)) }
    },
  }
}
