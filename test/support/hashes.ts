import type { Hashes } from '../../shared/duplicates/similar-pairs.ts'

/** Numbers of 32 bits that are the same in each run. */
export function createRandom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
}

/** Hashes as their numbers. */
export function hashesOf(values: Iterable<bigint>): Hashes {
  const all = BigUint64Array.from(values)
  return {
    high: Uint32Array.from(all, (value) => Number(value >> 32n)),
    low: Uint32Array.from(all, (value) => Number(value & 0xffffffffn)),
  }
}

/** `count` distinct hashes by chance. */
export function randomHashes(count: number, random: () => number): Set<bigint> {
  const values = new Set<bigint>()
  while (values.size < count) values.add((BigInt(random()) << 32n) | BigInt(random()))
  return values
}

/** `count` distinct hashes, each by up to `bits` bits from `centre`. */
export function hashesAround(centre: bigint, bits: number, count: number, random: () => number): Set<bigint> {
  const values = new Set<bigint>()
  while (values.size < count) {
    let value = centre
    for (let flip = random() % (bits + 1); flip > 0; flip--) value ^= 1n << BigInt(random() % 64)
    values.add(value)
  }
  return values
}
