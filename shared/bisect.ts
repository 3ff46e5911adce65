/** Returns the index of the last item that passes a test which all items before it pass, too; -1 if none passes. */
export function bisectLast<Item>(items: readonly Item[], passes: (item: Item) => boolean): number {
  let [low, high] = [0, items.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (passes(items[middle] as Item)) low = middle + 1
    else high = middle
  }
  return low - 1
}
