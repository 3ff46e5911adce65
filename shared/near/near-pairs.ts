/** Hashes of 64 bits, each in two halves of 32. */
export interface Hashes {
  high: Uint32Array
  low: Uint32Array
}

/** How many bits of 16 are set. */
const bitsOf = Uint8Array.from({ length: 65536 }, (_, value) => {
  let count = 0
  for (let rest = value; rest > 0; rest &= rest - 1) count++
  return count
})

function distanceOf32(a: number, b: number): number {
  const bits = a ^ b
  return (bitsOf[bits >>> 16] ?? 0) + (bitsOf[bits & 0xffff] ?? 0)
}

/** How many bits of two of the hashes differ. */
export function distanceBetween({ high, low }: Hashes, a: number, b: number): number {
  return distanceOf32(high[a] ?? 0, high[b] ?? 0) + distanceOf32(low[a] ?? 0, low[b] ?? 0)
}

/** The hashes in the order of one of their four quarters, which is the key of a bucket. */
interface Buckets {
  /** Of each key, where its bucket begins; that of the next is where it ends. */
  starts: Uint32Array
  /** The places of the hashes. */
  order: Uint32Array
  /** The other quarter of the same half of each, and the other half: in that order, so that what is compared lies together. */
  others: Uint16Array
  rests: Uint32Array
}

const keys = 65536
const keysBetweenStops = 64

/**
 * Finds all pairs of hashes that differ in at most `radius` bits, each once, in no order; memory stays in proportion to the number
 * of hashes. Multi-index hashing after Norouzi, Punjani and Fleet (2012): two hashes that are so near have a quarter in which they
 * differ in at most a quarter of the bits, so only buckets with such keys are compared. Hashes should be distinct: of `n` equal ones,
 * all pairs are found. `shouldStop` is asked often; the search ends early when it says so.
 */
export function findNearPairs(
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
 * In how many bits quarters and halves of two hashes may differ to be looked at. Each limit counts as one more, and together they
 * are one more than the radius: hashes that go beyond all of them are further apart than it.
 */
function limitsOf(radius: number): Limits {
  const quarters = [0, 1, 2, 3].map((quarter) => Math.floor((radius + 1 + 3 - quarter) / 4) - 1)
  const [a = 0, b = 0, c = 0, d = 0] = quarters
  return { quarters, halves: [a + b + 1, c + d + 1] }
}

function masksUpTo(limit: number): number[] {
  return Array.from({ length: keys }, (_, mask) => mask).filter((mask) => (bitsOf[mask] ?? 0) <= limit)
}

function quarterOf({ high, low }: Hashes, place: number, quarter: number): number {
  const half = (quarter < 2 ? high[place] : low[place]) ?? 0
  return quarter % 2 === 0 ? half >>> 16 : half & 0xffff
}

/** By counting. */
function fillBuckets(hashes: Hashes, quarter: number): Buckets {
  const count = hashes.high.length
  const starts = new Uint32Array(keys + 1)
  for (let place = 0; place < count; place++) add(starts, quarterOf(hashes, place, quarter) + 1, 1)
  for (let key = 0; key < keys; key++) add(starts, key + 1, starts[key] ?? 0)
  const next = starts.slice()
  const order = new Uint32Array(count)
  const others = new Uint16Array(count)
  const rests = new Uint32Array(count)
  for (let place = 0; place < count; place++) {
    const key = quarterOf(hashes, place, quarter)
    const at = next[key] ?? 0
    add(next, key, 1)
    order[at] = place
    others[at] = quarterOf(hashes, place, quarter ^ 1)
    rests[at] = (quarter < 2 ? hashes.low[place] : hashes.high[place]) ?? 0
  }
  return { starts, order, others, rests }
}

function add(counts: Uint32Array, at: number, count: number): void {
  counts[at] = (counts[at] ?? 0) + count
}

/**
 * The inner loop of all: calls for each pair of two buckets whose other quarters differ in at most `nearest` bits, and all but their
 * keys in at most `farthest`. Most pairs are turned down by the other quarter alone.
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

/** Whether no quarter before this one finds the same pair. */
function isFirst(hashes: Hashes, { quarters, halves }: Limits, quarter: number, a: number, b: number): boolean {
  const { high, low } = hashes
  for (let before = 0; before < quarter; before++) {
    const half = before < 2 ? distanceOf32(high[a] ?? 0, high[b] ?? 0) : distanceOf32(low[a] ?? 0, low[b] ?? 0)
    const distance = bitsOf[quarterOf(hashes, a, before) ^ quarterOf(hashes, b, before)] ?? 0
    if (half <= (halves[before >> 1] ?? 0) && distance <= (quarters[before] ?? 0)) return false
  }
  return true
}
