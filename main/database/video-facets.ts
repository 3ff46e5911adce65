import { sql } from 'kysely'
import type { VideoFacets, VideoFilter } from '../../shared/contract/video-query.ts'
import type { Db } from './connection.ts'
import { knownRating } from './ratings.ts'
import { selectVideos } from './videos.ts'

const most = 200

type Facet = { value: string; count: number }[]

/** How many of the videos that pass `filter` have each value of a column of `videos`. */
async function countColumn(
  db: Db,
  filter: VideoFilter,
  column: 'source_type' | 'resolution' | 'aspect_ratio' | 'codec',
): Promise<Facet> {
  return await selectVideos(db, { ...filter, [column]: undefined })
    .where(`videos.${column}`, 'is not', null)
    .groupBy(`videos.${column}`)
    .select([sql<string>`${sql.ref(`videos.${column}`)}`.as('value'), sql<number>`count(*)`.as('count')])
    .orderBy('count', 'desc')
    .limit(most)
    .execute()
}

/** The same for what another table says of them: `value` is an SQL expression over the rows of `table`. */
async function countRelated(
  db: Db,
  filter: VideoFilter,
  { table, column }: { table: 'video_generation' | 'workflow_videos'; column: keyof VideoFilter },
): Promise<Facet> {
  const value = sql.ref(`${table}.${column}`)
  const { rows } = await sql<Facet[number]>`
    SELECT ${value} AS value, count(DISTINCT video_id) AS count FROM ${sql.table(table)}
    WHERE ${value} IS NOT NULL
      AND video_id IN (${selectVideos(db, { ...filter, [column]: undefined }).select('videos.id')})
    GROUP BY 1 ORDER BY 2 DESC LIMIT ${most}`.execute(db)
  return rows
}

async function countRatings(db: Db, filter: VideoFilter): Promise<VideoFacets['rating']> {
  const rows = await selectVideos(db, { ...filter, min_rating: undefined, has_rating: undefined })
    .groupBy('videos.rating')
    .select((of) => ['videos.rating as value', of.fn.countAll<number>().as('count')])
    .orderBy('videos.rating', 'desc')
    .limit(most)
    .execute()
  return rows.map(({ value, count }) => ({ value: knownRating(value), count }))
}

/** A tag beside others that all must be there narrows further, so those count; where one of several is enough, they do not. */
async function countTagged(db: Db, filter: VideoFilter): Promise<Facet> {
  const { rows } = await sql<Facet[number]>`
    SELECT min(tag) AS value, count(*) AS count FROM tagged_videos
    WHERE video_id IN (${selectVideos(db, { ...filter, any_tags: undefined, has_tags: undefined }).select('videos.id')})
    GROUP BY tag_key ORDER BY 2 DESC, tag_key LIMIT ${most}`.execute(db)
  return rows
}

/** Each facet as if it did not narrow the list itself, so that another of its values can be chosen. */
export async function countFacets(db: Db, filter: VideoFilter): Promise<VideoFacets> {
  const workflows = await countRelated(db, filter, { table: 'workflow_videos', column: 'workflow_id' })
  const names = await db
    .selectFrom('workflows')
    .select(['id', 'name'])
    .where(
      'id',
      'in',
      workflows.map(({ value }) => value),
    )
    .execute()
  const nameOf = new Map(names.map(({ id, name }) => [id, name]))
  return {
    source_type: await countColumn(db, filter, 'source_type'),
    resolution: await countColumn(db, filter, 'resolution'),
    aspect_ratio: await countColumn(db, filter, 'aspect_ratio'),
    codec: await countColumn(db, filter, 'codec'),
    provider: await countRelated(db, filter, { table: 'video_generation', column: 'provider' }),
    model: await countRelated(db, filter, { table: 'video_generation', column: 'model' }),
    node_type: await countRelated(db, filter, { table: 'workflow_videos', column: 'node_type' }),
    rating: await countRatings(db, filter),
    tags: await countTagged(db, filter),
    workflow_id: workflows.map(({ value, count }) => ({ value, name: nameOf.get(value) ?? value, count })),
  }
}
