import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type VideoFilter, type VideoSort, videoFilterSchema } from '../../../shared/contract/video-query.ts'
import type { SortOrder } from '../../../shared/sort-order.ts'
import { tagKey } from '../../../shared/tags.ts'
import { wholeList } from '../connection/keyset.ts'
import { allOf, listOf } from '../connection/query-parts.ts'
import { toMatch } from './match.ts'
import { sqlOfCondition } from './query-condition.ts'
import { splitQuery } from './query-tree.ts'

/** Columns of `videos` that must equal the value in the filter. */
const columns = ['source_type', 'resolution', 'aspect_ratio', 'codec'] as const

/** A filter, with what its query needs to know of this moment. */
export type ResolvedFilter = VideoFilter & {
  /** The folders that are disconnected, each with its last slash. */
  offline_folders?: readonly string[] | undefined
  /** The id of the collection whose order the list can have. */
  collection_id?: string | undefined
}

/** Returns the FTS5 expression of a filter: that of its search and of the words in its query; undefined without any. */
export function matchOf({ search, query = '' }: VideoFilter): string | undefined {
  // A text without words matches nothing.
  const searched = search !== undefined && search.trim() !== '' ? (toMatch(search) ?? '""') : undefined
  const { match } = splitQuery(query)
  return searched !== undefined && match !== undefined ? `(${searched}) AND (${match})` : (searched ?? match)
}

/** Tests whether the query starts from `video_search`. */
export function isSearch(filter: VideoFilter): boolean {
  return matchOf(filter) !== undefined
}

/** Tests whether a part of a filter is a query that the search index alone decides. */
export function isOfWords({ query = '' }: VideoFilter, part: keyof VideoFilter): boolean {
  return part === 'query' && splitQuery(query).rest.length === 0
}

/** Returns the names of the conditions of a filter, which may be part of a query with other properties. */
export function partsOf(filter: VideoFilter): (keyof VideoFilter)[] {
  const names = Object.keys(videoFilterSchema.shape) as (keyof VideoFilter)[]
  return names.filter((name) => filter[name] !== undefined && !(name === 'query' && filter.query?.trim() === ''))
}

/** Returns the condition for rows of `videos`, joined to `video_search` for a search. */
export function conditionOf(filter: ResolvedFilter): RawBuilder<SqlBool> {
  const conditions = [
    ...searched(filter),
    ...compared(filter),
    ...dated(filter),
    ...generated(filter),
    ...associated(filter),
    ...rated(filter),
    ...tagged(filter),
    ...queried(filter),
  ]
  return allOf(conditions)
}

function searched(filter: VideoFilter): RawBuilder<SqlBool>[] {
  const match = matchOf(filter)
  return match === undefined ? [] : [sql`video_search MATCH ${match}`]
}

function queried({ query = '', offline_folders = [] }: ResolvedFilter): RawBuilder<SqlBool>[] {
  return splitQuery(query).rest.map((condition) => sqlOfCondition(condition, offline_folders))
}

function compared(filter: VideoFilter): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = []
  for (const column of columns) {
    if (filter[column] !== undefined) conditions.push(sql`${sql.ref(`videos.${column}`)} = ${filter[column]}`)
  }
  const { min_seconds, max_seconds } = filter
  if (min_seconds !== undefined) conditions.push(sql`videos.duration_seconds >= ${min_seconds}`)
  if (max_seconds !== undefined) conditions.push(sql`videos.duration_seconds <= ${max_seconds}`)
  return conditions
}

function dated({ from_day, to_day }: VideoFilter): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = []
  if (from_day !== undefined) conditions.push(sql`videos.created_at >= ${from_day}`)
  // `created_at` is text: all times of a day sort before the next day.
  if (to_day !== undefined) conditions.push(sql`videos.created_at < date(${to_day}, '+1 day')`)
  return conditions
}

function generated({ provider, model, has_generation }: VideoFilter): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = []
  if (provider !== undefined) conditions.push(sql`provider = ${provider}`)
  if (model !== undefined) conditions.push(sql`model = ${model}`)
  const about =
    conditions.length === 0
      ? []
      : [sql<SqlBool>`videos.id IN (SELECT video_id FROM video_generation WHERE ${sql.join(conditions, sql` AND `)})`]
  if (has_generation === undefined) return about
  const has = sql<SqlBool>`EXISTS (SELECT 1 FROM video_generation WHERE video_id = videos.id)`
  return [...about, has_generation ? has : sql`NOT ${has}`]
}

function associated({ workflow_id, node_type, role }: VideoFilter): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = []
  if (workflow_id !== undefined) conditions.push(sql`workflow_id = ${workflow_id}`)
  if (node_type !== undefined) conditions.push(sql`node_type = ${node_type}`)
  if (role !== undefined) conditions.push(sql`role = ${role}`)
  if (conditions.length === 0) return []
  return [sql`videos.id IN (SELECT video_id FROM workflow_videos WHERE ${sql.join(conditions, sql` AND `)})`]
}

function rated({ min_rating, has_rating }: VideoFilter): RawBuilder<SqlBool>[] {
  const conditions: RawBuilder<SqlBool>[] = []
  // See [Note: foreign values]: SQLite sorts texts after all numbers.
  if (min_rating !== undefined) conditions.push(sql`videos.rating BETWEEN ${min_rating} AND 5`)
  if (has_rating !== undefined)
    conditions.push(has_rating ? sql`videos.rating BETWEEN 1 AND 5` : sql`videos.rating IS NULL`)
  return conditions
}

function tagged({ tags = [], any_tags, has_tags }: VideoFilter): RawBuilder<SqlBool>[] {
  const conditions = tags.map(
    (tag) => sql<SqlBool>`videos.id IN (SELECT video_id FROM tagged_videos WHERE tag_key = ${tagKey(tag)})`,
  )
  if (any_tags) {
    const keys = listOf(any_tags.map(tagKey))
    conditions.push(sql`videos.id IN (SELECT video_id FROM tagged_videos WHERE tag_key IN ${keys})`)
  }
  const has = sql<SqlBool>`EXISTS (SELECT 1 FROM tagged_videos WHERE video_id = videos.id)`
  if (has_tags !== undefined) conditions.push(has_tags ? has : sql`NOT ${has}`)
  return conditions
}

const sortKeys: Record<Exclude<VideoSort, 'added' | 'collection'>, RawBuilder<unknown>> = {
  name: sql`videos.name COLLATE NOCASE`,
  duration: sql`videos.duration_seconds`,
  size: sql`videos.size_bytes`,
  pixels: sql`videos.width * videos.height`,
  aspect_ratio: sql`videos.aspect_ratio`,
  codec: sql`videos.codec`,
  fps: sql`videos.fps`,
  source_type: sql`videos.source_type`,
  rating: sql`videos.rating`,
  provider: sql`video_sort_keys.provider`,
  model: sql`video_sort_keys.model`,
  workflow: sql`video_sort_keys.workflow`,
  prompt: sql`video_sort_keys.prompt`,
  seed: sql`video_sort_keys.seed`,
  tags: sql`video_sort_keys.tags`,
}

const keySorts: ReadonlySet<VideoSort> = new Set(['provider', 'model', 'workflow', 'prompt', 'seed', 'tags'])

/** Tests whether lists are sorted by a column of `video_sort_keys`. */
export function isSortedByKey(sort: VideoSort): boolean {
  return keySorts.has(sort)
}

/**
 * Returns the order of a list.
 *
 * [Note: newest first] Rowids follow the time of insertion. They are the order of the grid, and the tiebreaker of every
 * other order.
 */
export function orderOf(filter: ResolvedFilter, sort: VideoSort, order: SortOrder): RawBuilder<unknown> {
  return wholeList({ key: sortKeyOf(filter, sort), last: rowidOf(filter, sort), order }).order
}

/** Returns the expression that a list is sorted by; undefined for the order of the rowids. */
export function sortKeyOf({ collection_id }: ResolvedFilter, sort: VideoSort): RawBuilder<unknown> | undefined {
  if (sort === 'added' || (sort === 'collection' && collection_id === undefined)) return undefined
  return sort === 'collection'
    ? sql`(SELECT position FROM collected_videos WHERE collection_id = ${collection_id} AND video_id = videos.id)`
    : sortKeys[sort]
}

/** Returns the rowid of the table that the query starts from. */
export function rowidOf(filter: VideoFilter, sort: VideoSort): RawBuilder<unknown> {
  if (isSearch(filter)) return sql`video_search.rowid`
  return isSortedByKey(sort) ? sql`video_sort_keys.video_rowid` : sql`videos.rowid`
}
