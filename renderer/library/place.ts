/** A take and how far its row stands below the top edge of the view, in pixels. */
export interface Anchor {
  rank: number
  offset: number
}

/**
 * Where the library stood when it was left, so that the way back from a take leads there, and so that the grid and the list show
 * the same takes. Nothing on screen depends on it, so it is no store.
 */
const key = (list: object) => `rushes-place:${JSON.stringify(list)}`

export function rememberPlace(list: object, anchor: Anchor | null): void {
  if (anchor) window.sessionStorage.setItem(key(list), JSON.stringify(anchor))
  else window.sessionStorage.removeItem(key(list))
}

export function recallPlace(list: object): Anchor | null {
  const kept = window.sessionStorage.getItem(key(list))
  return kept ? (JSON.parse(kept) as Anchor) : null
}
