/** Returns the list with an item moved to another index, limited to the ends. */
export function moveItem<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from]
  if (item === undefined) return [...items]
  const rest = items.filter((_, index) => index !== from)
  return rest.toSpliced(Math.min(rest.length, Math.max(0, to)), 0, item)
}
