import { type RawBuilder, sql } from 'kysely'
import type { VideoFacets, VideoFilter } from '../../../shared/contract/video-query.ts'
import type { Db } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'
import { selectVideos } from '../videos.ts'
import { countsQuery } from './counts.ts'
import { partsOf } from './filter.ts'
import { knownRating } from './ratings.ts'

const most = 200

/** The columns of the table of matching videos. */
const columns = ['id', 'source_type', 'resolution', 'aspect_ratio', 'codec', 'rating'] as const

/** The table of the videos that match a filter. */
const matching = sql`matching`
const isMatching = sql`video_id IN (SELECT id FROM ${matching})`

const ofColumn = (column: 'source_type' | 'resolution' | 'aspect_ratio' | 'codec') => ({
  all: countsQuery(column, most),
  found: sql`SELECT ${sql.ref(column)} AS value, count(*) AS count FROM ${matching}
    WHERE ${sql.ref(column)} IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT ${most}`,
})

const ofRelated = (
  table: 'video_generation' | 'workflow_videos',
  column: 'provider' | 'model' | 'node_type' | 'workflow_id',
) => ({
  all: countsQuery(column, most),
  found: sql`SELECT ${sql.ref(column)} AS value, count(DISTINCT video_id) AS count FROM ${sql.table(table)}
    WHERE ${sql.ref(column)} IS NOT NULL AND ${isMatching} GROUP BY 1 ORDER BY 2 DESC LIMIT ${most}`,
})

/** Unrated videos are those that no rating counts. */
const ofRating = {
  all: sql`SELECT value, count FROM video_counts WHERE facet = 'rating' AND count > 0 UNION ALL
    SELECT NULL, count - (SELECT total(count) FROM video_counts WHERE facet = 'rating') AS unrated
    FROM video_counts WHERE facet = 'videos' AND unrated > 0 ORDER BY 1 DESC LIMIT ${most}`,
  found: sql`SELECT rating AS value, count(*) AS count FROM ${matching} GROUP BY 1 ORDER BY 1 DESC LIMIT ${most}`,
}

const ofTags = {
  all: sql`SELECT (SELECT min(tag) FROM tagged_videos WHERE tag_key = value) AS value, count
    FROM (${countsQuery('tag_key', most)})`,
  found: sql`SELECT min(tag) AS value, count(*) AS count FROM tagged_videos WHERE ${isMatching}
    GROUP BY tag_key ORDER BY 2 DESC, tag_key LIMIT ${most}`,
}

type Facet = keyof VideoFacets

/** The queries that count a facet: of all videos, and of the table `matching`. */
interface CountQueries {
  all: RawBuilder<unknown>
  found: RawBuilder<unknown>
}

/**
 * How each facet is counted, and the parts of the filter that it leaves out, so that another value can be chosen.
 * Videos must have all of `tags`, so another tag narrows the list further and `tags` stays in the filter; of `any_tags`
 * one is enough, so it does not.
 */
const facets: Record<Facet, { query: CountQueries; own: readonly (keyof VideoFilter)[] }> = {
  source_type: { query: ofColumn('source_type'), own: ['source_type'] },
  resolution: { query: ofColumn('resolution'), own: ['resolution'] },
  aspect_ratio: { query: ofColumn('aspect_ratio'), own: ['aspect_ratio'] },
  codec: { query: ofColumn('codec'), own: ['codec'] },
  provider: { query: ofRelated('video_generation', 'provider'), own: ['provider'] },
  model: { query: ofRelated('video_generation', 'model'), own: ['model'] },
  node_type: { query: ofRelated('workflow_videos', 'node_type'), own: ['node_type'] },
  workflow_id: { query: ofRelated('workflow_videos', 'workflow_id'), own: ['workflow_id'] },
  rating: { query: ofRating, own: ['min_rating', 'has_rating'] },
  tags: { query: ofTags, own: ['any_tags', 'has_tags'] },
}

type Counts = { value: unknown; count: number }[]

/** Returns the query of the counts of several facets of the same videos: rows of a facet, a value and a count. */
export function facetsQuery(db: Db, filter: VideoFilter, names: readonly Facet[]): RawBuilder<FacetRow> {
  const isAll = partsOf(filter).length === 0
  const counts = names.map((name) => {
    const { all, found } = facets[name].query
    return sql`SELECT ${name} AS facet, * FROM (${isAll ? all : found})`
  })
  const union = sql.join(counts, sql` UNION ALL `)
  if (isAll) return sql<FacetRow>`${union}`
  const found = selectVideos(db, filter).select(columns.map((column) => `videos.${column}` as const))
  return sql<FacetRow>`WITH ${matching} AS MATERIALIZED ${found} ${union}`
}

type FacetRow = { facet: Facet; value: unknown; count: number }

/** Counts the values of each facet without its own part of the filter. @throws RushesError CANCELLED by `signal` */
export async function countFacets(db: Db, filter: VideoFilter, signal?: AbortSignal): Promise<VideoFacets> {
  const rows = await Promise.all(
    groupsOf(filter).map(([rest, names]) => facetsQuery(db, rest, names).execute(db, { signal })),
  )
  const counts = new Map<Facet, Counts>()
  for (const { facet, value, count } of rows.flatMap((group) => group.rows))
    counts.set(facet, [...(counts.get(facet) ?? []), { value, count }])
  const of = (facet: Facet) => (counts.get(facet) ?? []) as { value: string; count: number }[]
  const workflows = of('workflow_id')
  const names = await db
    .selectFrom('workflows')
    .select(['id', 'name'])
    .where('id', 'in', listOf(workflows.map(({ value }) => value)))
    .execute()
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  return {
    source_type: of('source_type'),
    resolution: of('resolution'),
    aspect_ratio: of('aspect_ratio'),
    codec: of('codec'),
    provider: of('provider'),
    model: of('model'),
    node_type: of('node_type'),
    rating: (counts.get('rating') ?? []).map(({ value, count }) => ({ value: knownRating(value), count })),
    tags: of('tags'),
    workflow_id: workflows.map(({ value, count }) => ({ value, name: nameOf.get(value) ?? value, count })),
  }
}

/** Groups the facets by what remains of the filter, so that the matching videos of most facets are found only once. */
function groupsOf(filter: VideoFilter): [VideoFilter, Facet[]][] {
  const groups = new Map<string, [VideoFilter, Facet[]]>()
  for (const name of Object.keys(facets) as Facet[]) {
    const rest = Object.entries(filter).filter(
      ([part, value]) => value !== undefined && !facets[name].own.some((own) => own === part),
    )
    const key = rest.map(([part]) => part).join()
    const group = groups.get(key) ?? [Object.fromEntries(rest) as VideoFilter, []]
    group[1].push(name)
    groups.set(key, group)
  }
  return [...groups.values()]
}
