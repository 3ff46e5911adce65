/** What is selected in a table: keys of rows, so that rows that come and go change nothing of it. */
export interface RowSelection<Key> {
  keys: ReadonlySet<Key>
  /** The index that keys move from. */
  focus: number | null
  /** The index where a range began. */
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

/** The range from where it began to `focus`; `keys` are all of its rows. */
export function rangeOfRows<Key>({ anchor }: RowSelection<Key>, keys: Iterable<Key>, focus: number): RowSelection<Key> {
  return { keys: new Set(keys), focus, anchor: anchor ?? focus }
}

/** The index that a key leads to in a list of `total` rows, of which `page` are in sight; undefined for other keys. */
export function indexAfterKey(key: string, focus: number | null, total: number, page: number): number | undefined {
  // The first arrow chooses what is there instead of what lies beside it.
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
