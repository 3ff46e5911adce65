/** Reads all items of a list, in pages of `limit`, at most as many as one call answers. */
export async function readAll<Item>(
  readPage: (page: { offset: number; limit: number }) => Promise<Item[]>,
  limit: number,
): Promise<Item[]> {
  const items: Item[] = []
  for (;;) {
    const more = await readPage({ offset: items.length, limit })
    items.push(...more)
    if (more.length < limit) return items
  }
}
