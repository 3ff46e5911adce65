import type { Database } from 'better-sqlite3'
import type { KeepRule } from '../../../shared/contract/duplicates.ts'
import { perceptualHashVersion } from '../../../shared/duplicates/perceptual-hash.ts'
import type { Hashes } from '../../../shared/duplicates/similar-pairs.ts'

/** All contents with a hash, the one to keep first. A content that several videos have counts as the oldest of them. */
export interface RankedContents {
  rowids: Float64Array
  sizes: Float64Array
  /** The distinct hashes, sorted, and the index of its hash for each content. */
  hashes: Hashes
  hashOf: Uint32Array
}

/** The order of each rule. */
const orders: Record<KeepRule, string> = {
  rating: 'ifnull(videos.rating, 0) DESC',
  resolution: 'ifnull(videos.width, 0) * ifnull(videos.height, 0) DESC',
  duration: 'ifnull(videos.duration_seconds, 0) DESC',
  bit_rate: 'ifnull(videos.bit_rate, 0) DESC',
  size: 'videos.size_bytes DESC',
  generation: 'EXISTS (SELECT 1 FROM video_generation WHERE video_id = videos.id) DESC',
  oldest: 'videos.rowid',
  newest: 'videos.rowid DESC',
}

const isMissing = 'EXISTS (SELECT 1 FROM locations WHERE path = videos.file_path AND missing_since IS NOT NULL)'

/** Lists contents with a hash in the order of the rules, then by age; missing files come last. */
export function listRanked(database: Database, keep: readonly KeepRule[]): RankedContents {
  const order = [isMissing, ...keep.map((rule) => orders[rule]), 'videos.rowid'].join(', ')
  const rows = database
    .prepare(
      `SELECT videos.rowid, videos.size_bytes, hash FROM videos
       JOIN perceptual_hashes ON perceptual_hashes.file_hash = videos.file_hash
       WHERE version = ? AND hash IS NOT NULL AND NOT EXISTS (
         SELECT 1 FROM videos AS older WHERE older.file_hash = videos.file_hash AND older.rowid < videos.rowid)
       ORDER BY ${order}`,
    )
    .raw()
    .iterate(perceptualHashVersion) as IterableIterator<[rowid: number, size: unknown, hash: string]>
  const rowids: number[] = []
  const sizes: number[] = []
  const halves: number[] = []
  for (const [rowid, size, hash] of rows) {
    rowids.push(rowid)
    // See [Note: foreign values].
    sizes.push(Number(size) || 0)
    halves.push(Number.parseInt(hash.slice(0, 8), 16), Number.parseInt(hash.slice(8), 16))
  }
  return { rowids: Float64Array.from(rowids), sizes: Float64Array.from(sizes), ...distinct(halves) }
}

/** Sorts hashes, given as high and low halves, and removes repeated ones. */
function distinct(halves: readonly number[]): Pick<RankedContents, 'hashes' | 'hashOf'> {
  const all = BigUint64Array.from({ length: halves.length / 2 }, (_, at) => valueAt(halves, at))
  const sorted = all.slice().sort()
  const values = sorted.filter((value, at) => at === 0 || value !== sorted[at - 1])
  const hashes = {
    high: Uint32Array.from(values, (value) => Number(value >> 32n)),
    low: Uint32Array.from(values, (value) => Number(value & 0xffffffffn)),
  }
  return { hashes, hashOf: Uint32Array.from(all, (value) => indexOf(values, value)) }
}

function valueAt(halves: readonly number[], at: number): bigint {
  return (BigInt(halves[at * 2] ?? 0) << 32n) | BigInt(halves[at * 2 + 1] ?? 0)
}

function indexOf(values: BigUint64Array, value: bigint): number {
  let [low, high] = [0, values.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((values[middle] ?? 0n) < value) low = middle + 1
    else high = middle
  }
  return low
}

/** Lists the pairs of contents, by index, that were decided not to be in one group. */
export function listDecidedApart(database: Database, { rowids }: RankedContents): [number, number][] {
  const rows = database
    .prepare(
      `SELECT one.rowid, other.rowid FROM duplicate_decisions
       JOIN videos AS one ON one.file_hash = first_hash
       JOIN videos AS other ON other.file_hash = second_hash
       WHERE decision <> 'trash'`,
    )
    .raw()
    .all() as [number, number][]
  const decided = new Set(rows.flat())
  const indexes = new Map<number, number>()
  for (const [index, rowid] of rowids.entries()) if (decided.has(rowid)) indexes.set(rowid, index)
  return rows.flatMap(([a, b]): [number, number][] => {
    const [one, other] = [indexes.get(a), indexes.get(b)]
    return one === undefined || other === undefined ? [] : [[one, other]]
  })
}
