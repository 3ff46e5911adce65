import type { Filter } from './filter.ts'
import type { Anchor } from './use-anchored-scroll.ts'

/**
 * Where each view of the library stood when it was left, so that the way back from a take leads there. It is no state that
 * anything on screen depends on, so it lives beside the stores, in the history entry's own session.
 */
const key = (layout: string, filter: Filter) => `rushes-place:${layout}:${JSON.stringify(filter)}`

export function rememberPlace(layout: string, filter: Filter, anchor: Anchor | null): void {
  if (anchor) window.sessionStorage.setItem(key(layout, filter), JSON.stringify(anchor))
  else window.sessionStorage.removeItem(key(layout, filter))
}

export function recallPlace(layout: string, filter: Filter): Anchor | null {
  const kept = window.sessionStorage.getItem(key(layout, filter))
  return kept ? (JSON.parse(kept) as Anchor) : null
}
