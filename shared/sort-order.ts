/** The order of a sorted list. */
export type SortOrder = 'asc' | 'desc'

/** Returns the other order. */
export function reversed(order: SortOrder): SortOrder {
  return order === 'asc' ? 'desc' : 'asc'
}
