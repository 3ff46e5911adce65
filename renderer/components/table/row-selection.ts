/** The selection of a table. It holds keys, so that it survives when rows are added or removed. */
export interface RowSelection<Key> {
  keys: ReadonlySet<Key>
  /** Index that arrow keys start from. */
  focus: number | null
  /** Index of the fixed end of a range that Shift extends. */
  anchor: number | null
}

export function noSelection<Key>(): RowSelection<Key> {
  return { keys: new Set(), focus: null, anchor: null }
}

export function onlyRow<Key>(key: Key, index: number): RowSelection<Key> {
  return { keys: new Set([key]), focus: index, anchor: index }
}

export function toggledRow<Key>({ keys }: RowSelection<Key>, key: Key, index: number): RowSelection<Key> {
  const next = new Set(keys)
  if (!next.delete(key)) next.add(key)
  return { keys: next, focus: index, anchor: index }
}

/** Returns the range from the anchor to `focus`; `keys` are those of all its rows. */
export function rangeOfRows<Key>({ anchor }: RowSelection<Key>, keys: Iterable<Key>, focus: number): RowSelection<Key> {
  return { keys: new Set(keys), focus, anchor: anchor ?? focus }
}

/**
 * Returns the index that a key moves to in a list of `total` rows, of which `page` are on screen; undefined for other
 * keys.
 */
export function indexAfterKey(key: string, focus: number | null, total: number, page: number): number | undefined {
  // Without a focus, an arrow selects the first row.
  const step = (by: number) => (focus === null ? 0 : Math.min(total - 1, Math.max(0, focus + by)))
  switch (key) {
    case 'ArrowDown':
      return step(1)
    case 'ArrowUp':
      return step(-1)
    case 'PageDown':
      return step(Math.max(1, page))
    case 'PageUp':
      return step(-Math.max(1, page))
    case 'Home':
      return 0
    case 'End':
      return total - 1
    default:
      return undefined
  }
}
