/** The item at the top of a view and the offset of its row from the top edge, in pixels. */
export interface Anchor {
  rank: number
  offset: number
}

/**
 * Returns the storage key of a list's anchor. The anchor restores the scroll position when the page of a take is
 * closed, and keeps the same takes in view when grid and list are switched. It is not a store, because nothing renders
 * from it.
 */
const key = (list: string) => `rushes-anchor:${list}`

export function rememberAnchor(list: string, anchor: Anchor | null): void {
  if (anchor) window.sessionStorage.setItem(key(list), JSON.stringify(anchor))
  else window.sessionStorage.removeItem(key(list))
}

export function recallAnchor(list: string): Anchor | null {
  const kept = window.sessionStorage.getItem(key(list))
  return kept ? (JSON.parse(kept) as Anchor) : null
}
