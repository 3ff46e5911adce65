import { sql } from 'kysely'
import type { VideoFacets, VideoFilter } from '../../../shared/contract/video-query.ts'
import type { Db } from '../connection/connection.ts'
import { eachOf, listOf } from '../connection/query-parts.ts'
import { type CountedFacet, countsQuery } from '../videos/counts.ts'
import { partsOf } from '../videos/filter.ts'
import { knownRating } from '../videos/ratings.ts'
import { type Facet, mostValues, type ValueCount } from './facet-counts.ts'
import type { FacetThread } from './facet-thread.ts'

/** The facets that triggers count for all videos, by the name of that count. */
const totals: Record<Exclude<Facet, 'rating'>, CountedFacet> = {
  source_type: 'source_type',
  resolution: 'resolution',
  aspect_ratio: 'aspect_ratio',
  codec: 'codec',
  provider: 'provider',
  model: 'model',
  node_type: 'node_type',
  workflow_id: 'workflow_id',
  tags: 'tag_key',
}

/** Unrated videos are those that no rating counts. */
const ratingTotals = sql`SELECT value, count FROM video_counts WHERE facet = 'rating' AND count > 0 UNION ALL
  SELECT NULL, count - (SELECT total(count) FROM video_counts WHERE facet = 'rating') AS unrated
  FROM video_counts WHERE facet = 'videos' AND unrated > 0 ORDER BY 1 DESC LIMIT ${mostValues}`

/** Counts the values of each facet without its own part of the filter. @throws RushesError CANCELLED by `signal` */
export async function countFacets(
  { db, facets }: { db: Db; facets: FacetThread },
  filter: VideoFilter,
  signal?: AbortSignal,
): Promise<VideoFacets> {
  const counts = partsOf(filter).length === 0 ? await readTotals(db) : await facets.countValues(filter, signal)
  const of = (facet: Facet) => counts[facet] as { value: string; count: number }[]
  const [tagOf, nameOf] = [await readTags(db, of('tags')), await readNames(db, of('workflow_id'))]
  return {
    source_type: of('source_type'),
    resolution: of('resolution'),
    aspect_ratio: of('aspect_ratio'),
    codec: of('codec'),
    provider: of('provider'),
    model: of('model'),
    node_type: of('node_type'),
    rating: counts.rating.map(({ value, count }) => ({ value: knownRating(value), count })),
    tags: of('tags').map(({ value, count }) => ({ value: tagOf.get(value) ?? value, count })),
    workflow_id: of('workflow_id').map(({ value, count }) => ({ value, name: nameOf.get(value) ?? value, count })),
  }
}

async function readTotals(db: Db): Promise<Record<Facet, ValueCount[]>> {
  const counts = Object.entries(totals).map(
    ([facet, counted]) => sql`SELECT ${facet} AS facet, * FROM (${countsQuery(counted, mostValues)})`,
  )
  const { rows } = await sql<ValueCount & { facet: Facet }>`
    ${sql.join(counts, sql` UNION ALL `)} UNION ALL SELECT 'rating', * FROM (${ratingTotals})`.execute(db)
  const of = (name: Facet) => rows.filter(({ facet }) => facet === name).map(({ value, count }) => ({ value, count }))
  const names = [...(Object.keys(totals) as (keyof typeof totals)[]), 'rating'] as const
  return Object.fromEntries(names.map((name) => [name, of(name)])) as Record<Facet, ValueCount[]>
}

/** Returns the tags by their keys, each in one of its spellings. */
async function readTags(db: Db, counts: readonly { value: string }[]): Promise<Map<string, string>> {
  const keys = eachOf(counts.map(({ value }) => value))
  const { rows } = await sql<{ key: string; tag: string }>`
    SELECT value AS key, (SELECT min(tag) FROM tagged_videos WHERE tag_key = value) AS tag FROM ${keys}`.execute(db)
  return new Map(rows.map(({ key, tag }) => [key, tag]))
}

async function readNames(db: Db, counts: readonly { value: string }[]): Promise<Map<string, string>> {
  const ids = listOf(counts.map(({ value }) => value))
  const rows = await db.selectFrom('workflows').select(['id', 'name']).where('id', 'in', ids).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}
