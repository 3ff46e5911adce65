/** Reads all keys of a list, in pages of `limit`, which is the most that one call answers. */
export async function readAll<Key>(
  readPage: (page: { offset: number; limit: number }) => Promise<Key[]>,
  limit: number,
): Promise<Key[]> {
  const keys: Key[] = []
  for (;;) {
    const more = await readPage({ offset: keys.length, limit })
    keys.push(...more)
    if (more.length < limit) return keys
  }
}
