import { create } from 'zustand'

/**
 * [Note: ranks] A take's rank is its index in the list counted from the oldest, so that it stays the same while an
 * import appends. The selection holds ids; only the focus and the anchor of a range are ranks.
 */
interface Selection {
  ids: ReadonlySet<string>
  /** Rank that arrow keys start from. */
  focus: number | null
  /** Rank of the fixed end of a range that Shift extends. */
  anchor: number | null
  /** Search whose first take is to be selected once its list is on screen. */
  firstOf: string | null
}

export const useSelection = create<Selection>(() => ({ ids: new Set(), focus: null, anchor: null, firstOf: null }))

/** Selects the first take of a search once its list is on screen, unless one is selected in it by then. */
export function selectFirstSoon(search: string): void {
  useSelection.setState({ firstOf: search.trim() })
}

export function selectOnly(id: string, rank: number): void {
  useSelection.setState({ ids: new Set([id]), focus: rank, anchor: rank, firstOf: null })
}

export function toggleSelected(id: string, rank: number): void {
  useSelection.setState(({ ids }) => {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    return { ids: next, focus: rank, anchor: rank }
  })
}

/** Replaces the selection by a range that ends at `focus`. `anchor` does not change. */
export function selectIds(ids: Iterable<string>, focus?: number): void {
  useSelection.setState((now) => ({ ids: new Set(ids), focus: focus ?? now.focus }))
}

export function setFocus(focus: number | null, anchor: number | null = focus): void {
  useSelection.setState({ focus, anchor })
}

export function clearSelection(): void {
  useSelection.setState({ ids: new Set(), anchor: null })
}

/** Deselects takes that are no longer in the list. */
export function deselect(gone: Iterable<string>): void {
  useSelection.setState(({ ids }) => {
    const next = new Set(ids)
    for (const id of gone) next.delete(id)
    return { ids: next }
  })
}
