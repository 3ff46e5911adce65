import type { VideoFilter, VideoGroup, VideoGroupSort } from '../../../shared/contract/video-query.ts'
import { RushesError } from '../../../shared/errors.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import type { Db } from '../connection/connection.ts'
import type { IndexedColumn } from '../facets/facet-rows.ts'
import type { CountedValue, FacetThread } from '../facets/facet-thread.ts'
import type { Association, Generation } from '../facets/filter-tests.ts'
import { knownRating } from './ratings.ts'

interface Sources {
  db: Db
  facets: FacetThread
}

/** More headings than a person can use; dates of another program that follow no order can lead to so many. */
const mostGroups = 20_000

/**
 * Counts the videos of each group of a list, in its order, by the index in memory. Groups have the order of the sort
 * keys in SQL, so that the rows of a list can be divided by these counts.
 * @throws RushesError BAD_INPUT if there are too many groups; CANCELLED by `signal`
 */
export async function countGroups(
  { db, facets }: Sources,
  filter: VideoFilter,
  { sort, order }: { sort: VideoGroupSort; order: SortOrder },
  signal?: AbortSignal,
): Promise<VideoGroup[]> {
  const counted = await facets.countColumn(filter, columns[sort], sort === 'added', signal)
  const groups =
    sort === 'added' ? counted : merged(counted, await keyReader(db, sort), isFolded.has(sort) ? folded : (key) => key)
  if (groups.length > mostGroups)
    throw new RushesError('BAD_INPUT', `This list has more than ${mostGroups} groups. Group it by something else.`)
  const known = groups.map(([value, count]) => ({ value: knownValue(sort, value), count }))
  return order === 'asc' ? known : known.reverse()
}

/** The column of the index that decides the group. */
const columns: Record<VideoGroupSort, IndexedColumn> = {
  added: 'day',
  model: 'generation',
  provider: 'generation',
  workflow: 'associations',
  source_type: 'source_type',
  rating: 'rating',
  codec: 'codec',
  aspect_ratio: 'aspect_ratio',
  fps: 'fps',
  duration: 'duration',
}

/** The sort keys that are compared without regard to case. */
const isFolded: ReadonlySet<VideoGroupSort> = new Set(['model', 'provider', 'workflow'])

/** Returns a function that reads the sort key from a value of the index. */
async function keyReader(db: Db, sort: VideoGroupSort): Promise<(value: unknown) => unknown> {
  if (sort === 'duration') return rangeOf
  if (sort === 'provider') return (value) => (value as Generation)?.[0] ?? null
  if (sort === 'model') return (value) => (value as Generation)?.[1] ?? null
  if (sort !== 'workflow') return (value) => value
  const rows = await db.selectFrom('workflows').select(['id', 'name']).execute()
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  return (value) => {
    const found = (value as Association[]).flatMap(([id]) => names.get(id) ?? [])
    return found.sort((one, other) => compare(folded(one), folded(other)))[0] ?? null
  }
}

/** Least seconds of the ranges of durations. */
const ranges = [300, 60, 30, 10, 5, 0]

function rangeOf(value: unknown): unknown {
  return typeof value === 'number' ? (ranges.find((least) => value >= least) ?? 0) : value
}

/** Adds up the counts of keys that are compared as equal, and sorts them as SQLite does: null, numbers, texts. */
function merged(
  counted: readonly CountedValue[],
  keyOf: (value: unknown) => unknown,
  comparedAs: (key: unknown) => unknown,
): CountedValue[] {
  const groups = new Map<unknown, CountedValue>()
  for (const [value, count] of counted) {
    const key = keyOf(value)
    const group = groups.get(comparedAs(key))
    if (group) group[1] += count
    else groups.set(comparedAs(key), [key, count])
  }
  return [...groups].sort(([one], [other]) => compare(one, other)).map(([, group]) => group)
}

/** Returns a text as COLLATE NOCASE compares it: ASCII letters in lower case. */
function folded(key: unknown): unknown {
  return typeof key === 'string' ? key.replaceAll(/[A-Z]+/g, (letters) => letters.toLowerCase()) : key
}

function compare(one: unknown, other: unknown): number {
  const [rank, otherRank] = [rankOf(one), rankOf(other)]
  if (rank !== otherRank) return rank - otherRank
  if (typeof one === 'number') return one - Number(other)
  return Buffer.compare(Buffer.from(String(one)), Buffer.from(String(other)))
}

function rankOf(value: unknown): number {
  return value === null ? 0 : typeof value === 'number' ? 1 : 2
}

function knownValue(sort: VideoGroupSort, value: unknown): string | number | null {
  if (sort === 'rating') return knownRating(value)
  return value === null || typeof value === 'number' ? value : String(value)
}
