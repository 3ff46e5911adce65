/** The orders of a sorted list. */
export const sortOrders = ['asc', 'desc'] as const
export type SortOrder = (typeof sortOrders)[number]

/** Returns the other order. */
export function reversed(order: SortOrder): SortOrder {
  return order === 'asc' ? 'desc' : 'asc'
}
