import { findSimilarPairs, type Hashes } from './similar-pairs.ts'

/** Maximum distance of similar hashes, in bits. */
export const maxDistance = 10

/**
 * The minimum spanning forest of the similar hashes, sorted by distance. Two hashes are connected by pairs up to a
 * distance in the forest if and only if they are connected by all such pairs.
 */
export interface SimilarityForest {
  a: Uint32Array
  b: Uint32Array
  distances: Uint8Array
}

/**
 * Searches all pairs up to `maxDistance` and returns their forest, with memory proportional to the number of hashes,
 * however many pairs there are. Hashes should be distinct. Undefined if `shouldStop` ended the search.
 */
export function growForest(hashes: Hashes, shouldStop: () => boolean = () => false): SimilarityForest | undefined {
  const count = hashes.high.length
  const capacity = Math.max(4 * count, 1024)
  const pairs = { a: new Uint32Array(capacity), b: new Uint32Array(capacity), distances: new Uint8Array(capacity) }
  let length = 0
  /**
   * The connected components at each distance when the capacity was last reached. Pairs inside one component are
   * redundant.
   */
  let components: Uint32Array[] | undefined
  const keep = (a: number, b: number, distance: number) => {
    const labels = components?.[distance]
    if (labels && labels[a] === labels[b]) return
    if (length === capacity) {
      length = prune(pairs, length, count)
      components = componentsByDistance(pairs, length, count)
    }
    pairs.a[length] = a
    pairs.b[length] = b
    pairs.distances[length++] = distance
  }
  let stopped = false
  findSimilarPairs(hashes, maxDistance, keep, () => {
    stopped ||= shouldStop()
    return stopped
  })
  if (stopped) return undefined
  length = prune(pairs, length, count)
  return {
    a: pairs.a.slice(0, length),
    b: pairs.b.slice(0, length),
    distances: pairs.distances.slice(0, length),
  }
}

/** Keeps the pairs that connect two components, sorted by distance (Kruskal's algorithm). Returns their number. */
function prune(pairs: SimilarityForest, length: number, count: number): number {
  const order = orderByDistance(pairs.distances, length)
  const { find, join } = createUnions(count)
  const kept = order.filter((at) => {
    const [a, b] = [find(pairs.a[at] ?? 0), find(pairs.b[at] ?? 0)]
    if (a !== b) join(a, b)
    return a !== b
  })
  const [a, b, distances] = [pairs.a, pairs.b, pairs.distances].map((column) => kept.map((at) => column[at] ?? 0))
  if (a && b && distances) {
    pairs.a.set(a)
    pairs.b.set(b)
    pairs.distances.set(distances)
  }
  return kept.length
}

function orderByDistance(distances: Uint8Array, length: number): Uint32Array {
  const next = new Uint32Array(maxDistance + 2)
  for (let at = 0; at < length; at++) next[(distances[at] ?? 0) + 1] = (next[(distances[at] ?? 0) + 1] ?? 0) + 1
  for (let distance = 0; distance <= maxDistance; distance++) {
    next[distance + 1] = (next[distance + 1] ?? 0) + (next[distance] ?? 0)
  }
  const order = new Uint32Array(length)
  for (let at = 0; at < length; at++) {
    const distance = distances[at] ?? 0
    order[next[distance] ?? 0] = at
    next[distance] = (next[distance] ?? 0) + 1
  }
  return order
}

/** Returns for each distance, for each hash, the number of its connected component. */
function componentsByDistance(forest: SimilarityForest, length: number, count: number): Uint32Array[] {
  const { find, join } = createUnions(count)
  let at = 0
  return Array.from({ length: maxDistance + 1 }, (_, distance) => {
    for (; at < length && forest.distances[at] === distance; at++)
      join(find(forest.a[at] ?? 0), find(forest.b[at] ?? 0))
    return Uint32Array.from({ length: count }, (_, index) => find(index))
  })
}

/** Returns for each hash the number of its connected component at `distance`. */
export function componentsAt({ a, b, distances }: SimilarityForest, count: number, distance: number): Uint32Array {
  const { find, join } = createUnions(count)
  for (let at = 0; at < distances.length && (distances[at] ?? 0) <= distance; at++) {
    join(find(a[at] ?? 0), find(b[at] ?? 0))
  }
  return Uint32Array.from({ length: count }, (_, index) => find(index))
}

/** Disjoint sets (union-find). */
function createUnions(count: number) {
  const parents = Uint32Array.from({ length: count }, (_, index) => index)
  function find(index: number): number {
    let root = index
    while (parents[root] !== root) root = parents[root] as number
    for (let at = index; at !== root; ) {
      const next = parents[at] as number
      parents[at] = root
      at = next
    }
    return root
  }
  return {
    find,
    join(a: number, b: number): void {
      parents[Math.max(a, b)] = Math.min(a, b)
    },
  }
}
