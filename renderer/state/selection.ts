import { create } from 'zustand'

/**
 * [Note: ranks] A take's rank is its place in the list counted from the oldest, so that it stays the same while an import
 * appends. The selection holds ids; only the focus and the end of a range that Shift extends are ranks.
 */
interface Selection {
  ids: ReadonlySet<string>
  /** The rank that keys move from. */
  focus: number | null
  /** The rank where a range began. */
  anchor: number | null
}

export const useSelection = create<Selection>(() => ({ ids: new Set(), focus: null, anchor: null }))

export function selectOnly(id: string, rank: number): void {
  useSelection.setState({ ids: new Set([id]), focus: rank, anchor: rank })
}

export function toggleSelected(id: string, rank: number): void {
  useSelection.setState(({ ids }) => {
    const next = new Set(ids)
    if (!next.delete(id)) next.add(id)
    return { ids: next, focus: rank, anchor: rank }
  })
}

/** Replaces the selection by a range that ends at `focus`; `anchor` stays where it was. */
export function selectIds(ids: Iterable<string>, focus?: number): void {
  useSelection.setState((now) => ({ ids: new Set(ids), focus: focus ?? now.focus }))
}

export function setFocus(focus: number | null, anchor: number | null = focus): void {
  useSelection.setState({ focus, anchor })
}

export function clearSelection(): void {
  useSelection.setState({ ids: new Set(), anchor: null })
}

/** Takes that went away stay selected nowhere. */
export function deselect(gone: Iterable<string>): void {
  useSelection.setState(({ ids }) => {
    const next = new Set(ids)
    for (const id of gone) next.delete(id)
    return { ids: next }
  })
}
