import { expect, test } from 'vitest'
import { distanceBetween } from '../../../shared/duplicates/similar-pairs.ts'
import { componentsAt, growForest } from '../../../shared/duplicates/similarity-forest.ts'
import { groupSimilar, type RankedItems } from '../../../shared/duplicates/similarity-groups.ts'
import { createRandom, hashesAround, hashesOf, randomHashes } from '../../support/hashes.ts'

const random = createRandom(11)

/** Things whose hashes are `values`, in this order the best first. */
function rank(values: readonly bigint[], apart: RankedItems['apart'] = []): RankedItems {
  const distinct = [...new Set(values)]
  const hashes = hashesOf(distinct)
  const forest = growForest(hashes)
  if (!forest) throw new Error('stopped')
  const places = new Map(distinct.map((value, place) => [value, place]))
  return { hashes, forest, hashOf: Uint32Array.from(values, (value) => places.get(value) ?? 0), apart }
}

function groupsOf(ranked: RankedItems, distance: number): number[][] {
  const groups = groupSimilar(ranked, distance)
  if (!groups) throw new Error('stopped')
  return Array.from(groups.starts.subarray(0, -1), (start, index) => [
    ...groups.members.subarray(start, groups.starts[index + 1]),
  ]).sort(([a = 0], [b = 0]) => a - b)
}

/** The same by looking at all pairs of all things. */
function groupsByBruteForce({ hashes, hashOf, apart }: RankedItems, distance: number): number[][] {
  const isApart = (a: number, b: number) => apart.some(([c, d]) => (a === c && b === d) || (a === d && b === c))
  const left = new Set(hashOf.keys())
  const groups: number[][] = []
  for (const best of hashOf.keys()) {
    if (!left.delete(best)) continue
    const group = [best]
    for (const thing of left) {
      const far = distanceBetween(hashes, hashOf[best] ?? 0, hashOf[thing] ?? 0)
      if (far > distance || group.some((member) => isApart(member, thing))) continue
      group.push(thing)
      left.delete(thing)
    }
    if (group.length > 1) groups.push(group)
  }
  return groups
}

const clusters = [...randomHashes(30, random)].flatMap((centre) => [...hashesAround(centre, 8, 12, random)])
const withCopies = [...clusters, ...clusters.slice(0, 90), ...randomHashes(200, random)]
const shuffled = withCopies
  .map((value) => ({ value, at: random() }))
  .sort((a, b) => a.at - b.at)
  .map(({ value }) => value)

test('at each distance, groups are those that looking at all pairs finds', () => {
  const apart = Array.from({ length: 200 }, () => [random() % shuffled.length, random() % shuffled.length] as const)
  for (const ranked of [rank(shuffled), rank(shuffled, apart)]) {
    for (let distance = 0; distance <= 10; distance++) {
      expect(groupsOf(ranked, distance)).toEqual(groupsByBruteForce(ranked, distance))
    }
  }
})

test('the best of a group comes first, and nothing in it is farther from that than asked', () => {
  const chain = [0b0000n, 0b0011n, 0b1111n, 0b111111n]
  const ranked = rank(chain)
  expect(groupsOf(ranked, 2)).toEqual([
    [0, 1],
    [2, 3],
  ])
  expect(groupsOf(ranked, 4)).toEqual([[0, 1, 2]])
  expect([...(groupSimilar(ranked, 4)?.distances ?? [])]).toEqual([0, 2, 4])
})

test('two that were said to be apart are never in one group, be it that of a third', () => {
  const alike = [0n, 0n, 0n, 0n]
  expect(groupsOf(rank(alike, [[0, 1]]), 0)).toEqual([[0, 2, 3]])
  expect(groupsOf(rank(alike, [[1, 2]]), 0)).toEqual([[0, 1, 3]])
  const all = [0, 1, 2, 3].flatMap((a) => [0, 1, 2, 3].filter((b) => b > a).map((b) => [a, b] as const))
  expect(groupsOf(rank(alike, all), 0)).toEqual([])
})

test('200,000 takes of nothing but black are one group, not all their pairs', () => {
  const values = new Array<bigint>(200_000).fill(0n)
  const ranked = rank(values)
  expect(ranked.forest.a).toHaveLength(0)
  expect(groupsOf(ranked, 10).map((group) => group.length)).toEqual([200_000])
})

test('a forest keeps no more pairs than there are hashes, and says all that all pairs say', () => {
  const values = [...hashesAround(0n, 6, 2500, random), ...randomHashes(100, random)]
  const hashes = hashesOf(values)
  const forest = growForest(hashes)
  expect(forest?.a.length).toBeLessThan(values.length)
  expect([...(forest?.distances ?? [])]).toEqual([...(forest?.distances ?? [])].sort((a, b) => a - b))
  for (const distance of [1, 3, 6, 10]) {
    const pieces = componentsAt(
      forest ?? { a: hashes.low, b: hashes.low, distances: new Uint8Array() },
      values.length,
      distance,
    )
    for (let a = 0; a < values.length; a += 7) {
      for (let b = a + 1; b < values.length; b++) {
        if (distanceBetween(hashes, a, b) <= distance) expect(pieces[a] === pieces[b]).toBe(true)
      }
    }
  }
})

test('a search that is stopped has no result', () => {
  expect(growForest(hashesOf(randomHashes(50, random)), () => true)).toBeUndefined()
  expect(groupSimilar(rank([0n, 0n]), 0, () => true)).toBeUndefined()
})
