import type { Filter } from './filter.ts'
import type { Anchor } from './use-anchored-scroll.ts'

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
