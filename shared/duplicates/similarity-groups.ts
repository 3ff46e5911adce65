import { distanceBetween, type Hashes } from './similar-pairs.ts'
import { componentsAt, type SimilarityForest } from './similarity-forest.ts'

/** Items to group, in order of rank, the best first. */
export interface RankedItems {
  /** The distinct hashes. */
  hashes: Hashes
  forest: SimilarityForest
  /** The index of each item's hash. */
  hashOf: Uint32Array
  /** Pairs of items that must not be in one group. */
  apart: readonly (readonly [number, number])[]
}

/** The groups one after the other in `members`, the best of each first. */
export interface SimilarityGroups {
  /** Start of each group, and the end of the last. */
  starts: Uint32Array
  members: Uint32Array
  /** Distance of each to the best of its group, in bits. */
  distances: Uint8Array
}

/**
 * Groups items with similar hashes: the best item without a group is joined by all within `distance` bits of it. A
 * chain of small steps therefore cannot group dissimilar items, and no item is in two groups. Groups of one are left
 * out. Undefined if `shouldStop` ended the search.
 */
export function groupSimilar(
  ranked: RankedItems,
  distance: number,
  shouldStop: () => boolean = () => false,
): SimilarityGroups | undefined {
  const items = ranked.hashOf.length
  const apart = listApart(ranked.apart)
  const group = new Uint32Array(items).fill(none)
  const starts: number[] = []
  const members: number[] = []
  const distances: number[] = []
  for (const component of listComponents(ranked, distance)) {
    for (const [index, best] of component.entries()) {
      if (group[best] !== none) continue
      if (shouldStop()) return undefined
      const start = members.length
      members.push(best)
      distances.push(0)
      group[best] = best
      for (const item of component.subarray(index + 1)) {
        if (group[item] !== none) continue
        const itemDistance = distanceBetween(ranked.hashes, ranked.hashOf[best] ?? 0, ranked.hashOf[item] ?? 0)
        if (itemDistance > distance || apart.get(item)?.some((other) => group[other] === best)) continue
        group[item] = best
        members.push(item)
        distances.push(itemDistance)
      }
      if (members.length > start + 1) starts.push(start)
      else members.length = distances.length = start
    }
  }
  return {
    starts: Uint32Array.from([...starts, members.length]),
    members: Uint32Array.from(members),
    distances: Uint8Array.from(distances),
  }
}

const none = 0xffffffff

function listApart(pairs: RankedItems['apart']): Map<number, number[]> {
  const apart = new Map<number, number[]>()
  const add = (item: number, other: number) => apart.set(item, [...(apart.get(item) ?? []), other])
  for (const [a, b] of pairs) {
    add(a, b)
    add(b, a)
  }
  return apart
}

/** Yields the items of each connected component in order of rank; single items are left out. */
function* listComponents({ hashes, forest, hashOf }: RankedItems, distance: number): Generator<Uint32Array> {
  const components = componentsAt(forest, hashes.high.length, distance)
  const starts = new Uint32Array(components.length + 1)
  const componentOf = (item: number) => components[hashOf[item] ?? 0] ?? 0
  for (let item = 0; item < hashOf.length; item++)
    starts[componentOf(item) + 1] = (starts[componentOf(item) + 1] ?? 0) + 1
  for (let component = 0; component < components.length; component++)
    starts[component + 1] = (starts[component + 1] ?? 0) + (starts[component] ?? 0)
  const next = starts.slice()
  const order = new Uint32Array(hashOf.length)
  for (let item = 0; item < hashOf.length; item++) {
    const component = componentOf(item)
    order[next[component] ?? 0] = item
    next[component] = (next[component] ?? 0) + 1
  }
  for (let component = 0; component < components.length; component++) {
    const [start = 0, end = 0] = starts.subarray(component, component + 2)
    if (end > start + 1) yield order.subarray(start, end)
  }
}
