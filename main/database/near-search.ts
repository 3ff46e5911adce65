import type { Database } from 'better-sqlite3'
import { growForest, type NearForest } from '../../shared/near/near-forest.ts'
import { groupNear, type NearGroups } from '../../shared/near/near-groups.ts'
import type { Hashes } from '../../shared/near/near-pairs.ts'
import { listDecidedApart, listRanked, type RankedContents } from './near-rows.ts'
import type { FoundGroups, NearRequest } from './near-thread.ts'

type ShouldStop = () => boolean

/** All groups of one distance and one order, as they were at one version of the file. */
interface Found {
  key: string
  contents: RankedContents
  groups: NearGroups
  /** The places of the groups, those that would free most first, with what each would free. */
  order: { group: number; removableBytes: number }[]
  version: string
}

/**
 * A search that remembers: pages of the same groups are not searched again while nobody writes, and what is near to what is not
 * while the hashes are the same. Undefined where `shouldStop` ended it.
 */
export function createNearSearch(database: Database) {
  let last: Found | undefined
  let grown: { hashes: Hashes; forest: NearForest } | undefined

  function forestOf(hashes: Hashes, shouldStop: ShouldStop): NearForest | undefined {
    if (grown && isSame(grown.hashes.high, hashes.high) && isSame(grown.hashes.low, hashes.low)) return grown.forest
    const forest = growForest(hashes, shouldStop)
    grown = forest && { hashes, forest }
    return forest
  }

  function search(key: string, { distance, keep }: NearRequest, shouldStop: ShouldStop): Found | undefined {
    const contents = listRanked(database, keep)
    const { hashes, hashOf } = contents
    const forest = forestOf(hashes, shouldStop)
    const apart = listDecidedApart(database, contents)
    const groups = forest && groupNear({ hashes, forest, hashOf, apart }, distance, shouldStop)
    return groups && { key, contents, groups, ...orderGroups(groups, contents) }
  }

  return (request: NearRequest, shouldStop: ShouldStop): FoundGroups | undefined => {
    // The number changes when another connection has committed something.
    const written = database.pragma('data_version', { simple: true })
    const key = JSON.stringify([written, request.distance, request.keep])
    if (last?.key !== key) last = search(key, request, shouldStop)
    return last && pageOf(last, request)
  }
}

function isSame(a: Uint32Array, b: Uint32Array): boolean {
  return Buffer.compare(bytesOf(a), bytesOf(b)) === 0
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Buffer {
  return Buffer.from(buffer, byteOffset, byteLength)
}

function orderGroups({ starts, members }: NearGroups, { sizes }: RankedContents): Pick<Found, 'order' | 'version'> {
  const order = Array.from(starts.subarray(0, -1), (start, group) => {
    const others = members.subarray(start + 1, starts[group + 1])
    return { group, removableBytes: others.reduce((sum, thing) => sum + (sizes[thing] ?? 0), 0) }
  })
  order.sort((a, b) => b.removableBytes - a.removableBytes || a.group - b.group)
  return { order, version: checksum([starts, members]) }
}

/** FNV-1a: to see that something has changed, not who changed it. */
function checksum(columns: readonly Uint32Array[]): string {
  let sum = 0x811c9dc5
  for (const column of columns) for (const value of column) sum = Math.imul(sum ^ value, 0x01000193) >>> 0
  return sum.toString(16)
}

function pageOf({ contents, groups, order, version }: Found, { offset, limit, takes }: NearRequest): FoundGroups {
  const { starts, members, distances } = groups
  const page = order.slice(offset, offset + limit).map(({ group, removableBytes }) => {
    const [start = 0, end = 0] = starts.subarray(group, group + 2)
    const shown = Math.min(end, start + takes)
    const named = Array.from(members.subarray(start, shown), (thing, index) => ({
      rowid: contents.rowids[thing] ?? 0,
      distance: distances[start + index] ?? 0,
    }))
    return { takes: named, count: end - start, removable_bytes: removableBytes }
  })
  return {
    groups: page,
    total: order.length,
    removable: members.length - order.length,
    removable_bytes: order.reduce((sum, { removableBytes }) => sum + removableBytes, 0),
    version,
  }
}
