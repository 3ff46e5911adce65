import { type RawBuilder, sql } from 'kysely'
import type { SummedField, VideoSummary } from '../../../shared/contract/video-summary.ts'
import type { Db } from '../connection/connection.ts'
import { listOf } from '../connection/query-parts.ts'
import { countTagsOf } from '../tags.ts'
import { readRatings } from './ratings.ts'

const sources: Record<SummedField, RawBuilder<unknown>> = {
  model: sql`(SELECT model FROM video_sort_keys WHERE video_rowid = videos.rowid)`,
  provider: sql`(SELECT provider FROM video_sort_keys WHERE video_rowid = videos.rowid)`,
  prompt: sql`(SELECT CAST(prompt AS TEXT) FROM video_generation WHERE video_id = videos.id)`,
  seed: sql`(SELECT CAST(seed AS TEXT) FROM video_sort_keys WHERE video_rowid = videos.rowid)`,
  workflow: sql`(SELECT workflow FROM video_sort_keys WHERE video_rowid = videos.rowid)`,
  source_type: sql`source_type`,
  resolution: sql`resolution`,
  aspect_ratio: sql`aspect_ratio`,
  fps: sql`fps`,
  codec: sql`codec`,
  audio_codec: sql`audio_codec`,
  colour: sql`(SELECT colour FROM video_notes WHERE video_id = videos.id)`,
}
const fields = Object.keys(sources) as SummedField[]

/** Values of a field that are listed; the others are counted. */
const mostListed = 3

/** Returns the query of the values of some videos: the most frequent of each field, and how many it has. */
export function valuesQuery(ids: readonly string[]) {
  const columns = fields.map((field) => sql`${sources[field]} AS ${sql.ref(field)}`)
  const counts = fields.map(
    (field) => sql`SELECT * FROM (
      SELECT ${field} AS field, ${sql.ref(field)} AS value, count(*) AS count, count(*) OVER () AS distinct_values
      FROM chosen GROUP BY ${sql.ref(field)} ORDER BY 3 DESC, 2 LIMIT ${mostListed})`,
  )
  return sql<{ field: SummedField; value: string | number | null; count: number; distinct_values: number }>`
    WITH chosen AS MATERIALIZED (SELECT ${sql.join(columns)} FROM videos WHERE videos.id IN ${listOf(ids)})
    ${sql.join(counts, sql` UNION ALL `)}`
}

/** Sums up some videos: their number, duration and size, ratings and tags, and what they share and differ in. */
export async function sumUp(db: Db, ids: readonly string[]): Promise<VideoSummary> {
  const { rows } = await valuesQuery(ids).execute(db)
  const { rows: sums } = await sql<Pick<VideoSummary, 'duration_seconds' | 'size_bytes'>>`
    SELECT total(iif(typeof(duration_seconds) = 'text', 0, duration_seconds)) AS duration_seconds,
      total(size_bytes) AS size_bytes
    FROM videos WHERE id IN ${listOf(ids)}`.execute(db)
  const rated = await readRatings(db, ids)
  const ratings = rated.map((group) => ({ rating: group.rating, count: group.ids.length }))
  return {
    count: ratings.reduce((sum, { count }) => sum + count, 0),
    duration_seconds: sums[0]?.duration_seconds ?? 0,
    size_bytes: sums[0]?.size_bytes ?? 0,
    ratings: ratings.toSorted((a, b) => (b.rating ?? 0) - (a.rating ?? 0)),
    tags: await countTagsOf(db, ids),
    values: fields.map((field) => {
      const listed = rows.filter((row) => row.field === field)
      return {
        field,
        distinct: listed[0]?.distinct_values ?? 0,
        most: listed.map(({ value, count }) => ({ value, count })),
      }
    }),
  }
}
