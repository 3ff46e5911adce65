import type { Database } from 'better-sqlite3'
import type { Hashes } from '../../../shared/duplicates/similar-pairs.ts'
import { growForest, type SimilarityForest } from '../../../shared/duplicates/similarity-forest.ts'
import { groupSimilar, type SimilarityGroups } from '../../../shared/duplicates/similarity-groups.ts'
import { listDecidedApart, listRanked, type RankedContents } from './similarity-rows.ts'
import type { FoundGroups, SimilarityRequest } from './similarity-thread.ts'

type ShouldStop = () => boolean

/** All groups of one distance and one ranking, at one version of the file. */
interface Found {
  key: string
  contents: RankedContents
  groups: SimilarityGroups
  /** Indexes of the groups, those first that would free most space, with the bytes that each would free. */
  order: { group: number; removableBytes: number }[]
  version: string
}

/**
 * Returns a search with a cache: pages of the same groups are not searched again until a connection commits, and
 * similar pairs not until the hashes change. It returns undefined if `shouldStop` ended it.
 */
export function createSimilaritySearch(database: Database) {
  let last: Found | undefined
  let grown: { hashes: Hashes; forest: SimilarityForest } | undefined

  function forestOf(hashes: Hashes, shouldStop: ShouldStop): SimilarityForest | undefined {
    if (grown && isSame(grown.hashes.high, hashes.high) && isSame(grown.hashes.low, hashes.low)) return grown.forest
    const forest = growForest(hashes, shouldStop)
    grown = forest && { hashes, forest }
    return forest
  }

  function search(key: string, { distance, keep }: SimilarityRequest, shouldStop: ShouldStop): Found | undefined {
    const contents = listRanked(database, keep)
    const { hashes, hashOf } = contents
    const forest = forestOf(hashes, shouldStop)
    const apart = listDecidedApart(database, contents)
    const groups = forest && groupSimilar({ hashes, forest, hashOf, apart }, distance, shouldStop)
    return groups && { key, contents, groups, ...orderGroups(groups, contents) }
  }

  return (request: SimilarityRequest, shouldStop: ShouldStop): FoundGroups | undefined => {
    // Changes when another connection commits.
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

function orderGroups(
  { starts, members }: SimilarityGroups,
  { sizes }: RankedContents,
): Pick<Found, 'order' | 'version'> {
  const order = Array.from(starts.subarray(0, -1), (start, group) => {
    const others = members.subarray(start + 1, starts[group + 1])
    return { group, removableBytes: others.reduce((sum, content) => sum + (sizes[content] ?? 0), 0) }
  })
  order.sort((a, b) => b.removableBytes - a.removableBytes || a.group - b.group)
  return { order, version: checksum([starts, members]) }
}

/** FNV-1a: detects changes, no manipulation. */
function checksum(columns: readonly Uint32Array[]): string {
  let sum = 0x811c9dc5
  for (const column of columns) for (const value of column) sum = Math.imul(sum ^ value, 0x01000193) >>> 0
  return sum.toString(16)
}

function pageOf({ contents, groups, order, version }: Found, request: SimilarityRequest): FoundGroups {
  const { after, limit, takes } = request
  const { starts, members, distances } = groups
  const firstOf = (group: number) => contents.rowids[members[starts[group] ?? 0] ?? 0]
  const last = after === undefined ? request.offset - 1 : order.findIndex(({ group }) => firstOf(group) === after)
  const page = order.slice(last + 1, last + 1 + limit).map(({ group, removableBytes }) => {
    const [start = 0, end = 0] = starts.subarray(group, group + 2)
    const shown = Math.min(end, start + takes)
    const named = Array.from(members.subarray(start, shown), (content, index) => ({
      rowid: contents.rowids[content] ?? 0,
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
    endsThere: after !== undefined && last === -1,
  }
}
