import { expect, test } from 'vitest'
import { hammingDistance } from '../../../shared/duplicates/perceptual-hash.ts'
import { distanceBetween, findSimilarPairs, type Hashes } from '../../../shared/duplicates/similar-pairs.ts'
import { createRandom, hashesAround, hashesOf, randomHashes } from '../../support/hashes.ts'

type Pair = readonly [a: number, b: number, distance: number]

function found(hashes: Hashes, radius: number): Pair[] {
  const pairs: Pair[] = []
  findSimilarPairs(hashes, radius, (a, b, distance) => pairs.push(a < b ? [a, b, distance] : [b, a, distance]))
  return sorted(pairs)
}

function bruteForce(hashes: Hashes, radius: number): Pair[] {
  const texts = Array.from(hashes.high, (high, place) =>
    [high, hashes.low[place] ?? 0].map((half) => half.toString(16).padStart(8, '0')).join(''),
  )
  const pairs: Pair[] = []
  for (const [a, one] of texts.entries()) {
    for (let b = a + 1; b < texts.length; b++) {
      const distance = hammingDistance(one, texts[b] ?? '')
      if (distance <= radius) pairs.push([a, b, distance])
    }
  }
  return sorted(pairs)
}

function sorted(pairs: Pair[]): Pair[] {
  return pairs.sort(([a, b], [c, d]) => a - c || b - d)
}

const random = createRandom(7)
const centres = [...randomHashes(6, random)]
const sets: Record<string, Hashes> = {
  'random ones': hashesOf(randomHashes(600, random)),
  'clusters of any width': hashesOf(
    centres.flatMap((centre, index) => [...hashesAround(centre, 3 + index * 2, 80, random)]),
  ),
  'black pictures, nearly': hashesOf(hashesAround(0n, 6, 300, random)),
  'all bits, nearly': hashesOf(hashesAround(2n ** 64n - 1n, 9, 300, random)),
  'equal ones': hashesOf(Array.from({ length: 40 }, (_, index) => BigInt(index % 2) * 0x8000000000000001n)),
  'differences in one quarter only': hashesOf(Array.from({ length: 300 }, (_, value) => BigInt(value) << 48n)),
  'one alone': hashesOf([5n]),
  none: hashesOf([]),
}

test.each(Object.keys(sets))('among %s, all pairs up to each distance are found, each once', (name) => {
  const hashes = sets[name] ?? hashesOf([])
  const all = bruteForce(hashes, 10)
  for (const radius of [0, 1, 2, 3, 4, 7, 10]) {
    expect(found(hashes, radius)).toEqual(all.filter(([, , distance]) => distance <= radius))
  }
})

test('bits are spread over the quarters in every way, and each pair is found up to ten of them', () => {
  const values = [...randomHashes(3000, random)].flatMap((base) => {
    const bits = new Set<bigint>()
    while (bits.size < 10) bits.add(BigInt(random() % 64))
    return [base, [...bits].reduce((value, bit) => value ^ (1n << bit), base)]
  })
  const pairs = found(hashesOf(values), 10).filter(([a, b]) => a % 2 === 0 && b === a + 1)
  expect(pairs).toEqual(Array.from({ length: 3000 }, (_, index) => [index * 2, index * 2 + 1, 10]))
  expect(found(hashesOf(values), 9).filter(([a, b]) => a % 2 === 0 && b === a + 1)).toEqual([])
})

test('it ends early when it is asked to', () => {
  const hashes = hashesOf(hashesAround(0n, 6, 2000, random))
  let asked = 0
  const before: number[] = []
  findSimilarPairs(
    hashes,
    10,
    (_a, _b, distance) => before.push(distance),
    () => asked++ > 3,
  )
  expect(asked).toBe(5)
  expect(before.length).toBeLessThan((2000 * 1999) / 2)
})

test('distances are those of the texts', () => {
  expect(distanceBetween(hashesOf([0n, 2n ** 64n - 1n]), 0, 1)).toBe(64)
  expect(distanceBetween(hashesOf([2n ** 63n + 1n, 1n]), 0, 1)).toBe(1)
})
