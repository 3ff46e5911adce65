/** The list with one item at another place; places beyond its ends are its ends. */
export function moved<Item>(items: readonly Item[], from: number, to: number): Item[] {
  const item = items[from]
  if (item === undefined) return [...items]
  const rest = items.filter((_, index) => index !== from)
  return rest.toSpliced(Math.min(rest.length, Math.max(0, to)), 0, item)
}
