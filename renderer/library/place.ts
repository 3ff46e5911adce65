import type { Filter } from './filter.ts'

/** A take and how far its row stands below the top edge of the view, in pixels. */
export interface Anchor {
  rank: number
  offset: number
}

/**
 * Where the library stood when it was left, so that the way back from a take leads there, and so that the grid and the list show
 * the same takes. Nothing on screen depends on it, so it is no store.
 */
const key = (filter: Filter) => `rushes-place:${JSON.stringify(filter)}`

export function rememberPlace(filter: Filter, anchor: Anchor | null): void {
  if (anchor) window.sessionStorage.setItem(key(filter), JSON.stringify(anchor))
  else window.sessionStorage.removeItem(key(filter))
}

export function recallPlace(filter: Filter): Anchor | null {
  const kept = window.sessionStorage.getItem(key(filter))
  return kept ? (JSON.parse(kept) as Anchor) : null
}
