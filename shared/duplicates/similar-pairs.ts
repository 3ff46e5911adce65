/** Hashes of 64 bits, in two halves of 32. */
export interface Hashes {
  high: Uint32Array
  low: Uint32Array
}

/** Number of bits set, for each value of 16 bits. */
const bitsOf = Uint8Array.from({ length: 65536 }, (_, value) => {
  let count = 0
  for (let rest = value; rest > 0; rest &= rest - 1) count++
  return count
})

/** Returns the number of bits in which two halves of hashes differ. */
export function distanceOf32(a: number, b: number): number {
  const bits = a ^ b
  return (bitsOf[bits >>> 16] ?? 0) + (bitsOf[bits & 0xffff] ?? 0)
}

/** Returns the number of bits in which two hashes differ. */
export function distanceBetween({ high, low }: Hashes, a: number, b: number): number {
  return distanceOf32(high[a] ?? 0, high[b] ?? 0) + distanceOf32(low[a] ?? 0, low[b] ?? 0)
}

/** The hashes sorted by one of their four quarters, which is the key of a bucket. */
interface Buckets {
  /** Start of each key's bucket; it ends where the next begins. */
  starts: Uint32Array
  /** Indexes of the hashes. */
  order: Uint32Array
  /**
   * The other quarter of the same half, and the other half, in bucket order, so that what is compared is adjacent in
   * memory.
   */
  others: Uint16Array
  rests: Uint32Array
}

const keys = 65536
const keysBetweenStops = 64

/**
 * Finds all pairs of hashes that differ in at most `radius` bits, each once, in no order, with memory proportional to
 * the number of hashes. Multi-index hashing after Norouzi, Punjani and Fleet (2012): two such hashes have a quarter in
 * which they differ in at most a quarter of the bits, so only buckets with such keys are compared. Hashes should be
 * distinct: of `n` equal ones, all pairs are found. `shouldStop` is called often; if it returns true, the search ends
 * early.
 */
export function findSimilarPairs(
  hashes: Hashes,
  radius: number,
  onPair: (a: number, b: number, distance: number) => void,
  shouldStop: () => boolean = () => false,
): void {
  const limits = limitsOf(radius)
  for (const [quarter, limit] of limits.quarters.entries()) {
    if (limit < 0) continue
    const buckets = fillBuckets(hashes, quarter)
    const within = limits.halves[quarter >> 1] ?? 0
    const masks = masksUpTo(limit)
    for (let key = 0; key < keys; key++) {
      if (key % keysBetweenStops === 0 && shouldStop()) return
      if (buckets.starts[key] === buckets.starts[key + 1]) continue
      for (const mask of masks) {
        if ((key ^ mask) < key) continue
        const here = bitsOf[mask] ?? 0
        compareBuckets(buckets, [key, key ^ mask], within - here, radius - here, (a, b, distance) => {
          if (isFirst(hashes, limits, quarter, a, b)) onPair(a, b, here + distance)
        })
      }
    }
  }
}

interface Limits {
  quarters: number[]
  halves: number[]
}

/**
 * Returns in how many bits the quarters and halves of two hashes may differ for the pair to be compared. The limits
 * plus one each add up to the radius plus one: hashes beyond all limits are farther apart than the radius.
 */
function limitsOf(radius: number): Limits {
  const quarters = [0, 1, 2, 3].map((quarter) => Math.floor((radius + 1 + 3 - quarter) / 4) - 1)
  const [a = 0, b = 0, c = 0, d = 0] = quarters
  return { quarters, halves: [a + b + 1, c + d + 1] }
}

function masksUpTo(limit: number): number[] {
  return Array.from({ length: keys }, (_, mask) => mask).filter((mask) => (bitsOf[mask] ?? 0) <= limit)
}

function quarterOf({ high, low }: Hashes, index: number, quarter: number): number {
  const half = (quarter < 2 ? high[index] : low[index]) ?? 0
  return quarter % 2 === 0 ? half >>> 16 : half & 0xffff
}

/** Returns the buckets of a quarter, filled by a counting sort. */
function fillBuckets(hashes: Hashes, quarter: number): Buckets {
  const count = hashes.high.length
  const starts = new Uint32Array(keys + 1)
  for (let index = 0; index < count; index++) add(starts, quarterOf(hashes, index, quarter) + 1, 1)
  for (let key = 0; key < keys; key++) add(starts, key + 1, starts[key] ?? 0)
  const next = starts.slice()
  const order = new Uint32Array(count)
  const others = new Uint16Array(count)
  const rests = new Uint32Array(count)
  for (let index = 0; index < count; index++) {
    const key = quarterOf(hashes, index, quarter)
    const at = next[key] ?? 0
    add(next, key, 1)
    order[at] = index
    others[at] = quarterOf(hashes, index, quarter ^ 1)
    rests[at] = (quarter < 2 ? hashes.low[index] : hashes.high[index]) ?? 0
  }
  return { starts, order, others, rests }
}

function add(counts: Uint32Array, at: number, count: number): void {
  counts[at] = (counts[at] ?? 0) + count
}

/**
 * Calls `onNear` for each pair from two buckets that differs in at most `nearest` bits in the other quarter, and in at
 * most `farthest` bits in all but the keys. This is the innermost loop; the other quarter alone rules out most pairs.
 */
function compareBuckets(
  { starts, order, others, rests }: Buckets,
  [key, otherKey]: readonly [number, number],
  nearest: number,
  farthest: number,
  onNear: (a: number, b: number, distance: number) => void,
): void {
  const otherStart = starts[otherKey] as number
  const otherEnd = starts[otherKey + 1] as number
  const end = starts[key + 1] as number
  for (let i = starts[key] as number; i < end; i++) {
    const own = others[i] as number
    for (let j = key === otherKey ? i + 1 : otherStart; j < otherEnd; j++) {
      const distance = bitsOf[own ^ (others[j] as number)] as number
      if (distance > nearest) continue
      const whole = distance + distanceOf32(rests[i] as number, rests[j] as number)
      if (whole <= farthest) onNear(order[i] as number, order[j] as number, whole)
    }
  }
}

/** Returns whether no earlier quarter finds the same pair. */
function isFirst(hashes: Hashes, { quarters, halves }: Limits, quarter: number, a: number, b: number): boolean {
  const { high, low } = hashes
  for (let before = 0; before < quarter; before++) {
    const half = before < 2 ? distanceOf32(high[a] ?? 0, high[b] ?? 0) : distanceOf32(low[a] ?? 0, low[b] ?? 0)
    const distance = bitsOf[quarterOf(hashes, a, before) ^ quarterOf(hashes, b, before)] ?? 0
    if (half <= (halves[before >> 1] ?? 0) && distance <= (quarters[before] ?? 0)) return false
  }
  return true
}
