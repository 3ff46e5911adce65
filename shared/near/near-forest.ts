import { findNearPairs, type Hashes } from './near-pairs.ts'

/** The farthest apart that two hashes can be and still be called near, in bits. */
export const farthestNear = 10

/**
 * Which hashes hang together at each distance, in as few pairs as say so: those of a minimum spanning forest, the nearest first. Two
 * hashes are connected by pairs up to a distance here if and only if they are by all such pairs.
 */
export interface NearForest {
  a: Uint32Array
  b: Uint32Array
  distances: Uint8Array
}

/**
 * Searches all pairs up to `farthestNear` and keeps the forest of them, in memory that stays in proportion to the number of hashes
 * however many pairs there are. Hashes should be distinct. Undefined where `shouldStop` ended it.
 */
export function growForest(hashes: Hashes, shouldStop: () => boolean = () => false): NearForest | undefined {
  const count = hashes.high.length
  const room = Math.max(4 * count, 1024)
  const pairs = { a: new Uint32Array(room), b: new Uint32Array(room), distances: new Uint8Array(room) }
  let length = 0
  /** After the first time that there was no room: what hangs together at each distance, which no pair changes. */
  let together: Uint32Array[] | undefined
  const keep = (a: number, b: number, distance: number) => {
    const labels = together?.[distance]
    if (labels && labels[a] === labels[b]) return
    if (length === room) {
      length = prune(pairs, length, count)
      together = labelsByDistance(pairs, length, count)
    }
    pairs.a[length] = a
    pairs.b[length] = b
    pairs.distances[length++] = distance
  }
  let stopped = false
  findNearPairs(hashes, farthestNear, keep, () => {
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

/** Kruskal: takes the pairs by distance and leaves, in that order, those that connect something. Answers with how many they are. */
function prune(pairs: NearForest, length: number, count: number): number {
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
  const next = new Uint32Array(farthestNear + 2)
  for (let at = 0; at < length; at++) next[(distances[at] ?? 0) + 1] = (next[(distances[at] ?? 0) + 1] ?? 0) + 1
  for (let distance = 0; distance <= farthestNear; distance++) {
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

/** For each distance, of each hash a number that those have in common which hang together at it. */
function labelsByDistance(forest: NearForest, length: number, count: number): Uint32Array[] {
  const { find, join } = createUnions(count)
  let at = 0
  return Array.from({ length: farthestNear + 1 }, (_, distance) => {
    for (; at < length && forest.distances[at] === distance; at++)
      join(find(forest.a[at] ?? 0), find(forest.b[at] ?? 0))
    return Uint32Array.from({ length: count }, (_, place) => find(place))
  })
}

/** What hangs together at `distance`: of each hash, a number that all of one piece have in common. */
export function piecesAt({ a, b, distances }: NearForest, count: number, distance: number): Uint32Array {
  const { find, join } = createUnions(count)
  for (let at = 0; at < distances.length && (distances[at] ?? 0) <= distance; at++) {
    join(find(a[at] ?? 0), find(b[at] ?? 0))
  }
  return Uint32Array.from({ length: count }, (_, place) => find(place))
}

/** Sets that are only ever joined. */
function createUnions(count: number) {
  const parents = Uint32Array.from({ length: count }, (_, place) => place)
  function find(place: number): number {
    let root = place
    while (parents[root] !== root) root = parents[root] as number
    for (let at = place; at !== root; ) {
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
