import { sql } from 'kysely'
import type { Colour } from '../../../shared/colours.ts'
import { statedAsGenerated } from '../../../shared/generation/ai-evidence.ts'
import { absolute } from '../caches/cache-state.ts'
import { overwrittenPath } from '../contents/locations.ts'
import type { VideoRow } from '../tables.ts'
import { knownRating } from './ratings.ts'

/** A video with its tags and the state of the location that it plays from. */
export type ListedVideo = Omit<VideoRow, 'metadata'> & {
  missing_since: string | null
  overwritten_path: string | null
  ai_evidence: string | null
  provider: string | null
  model: string | null
  seed: string | null
  prompt: string | null
  workflow: string | null
  colour: Colour | null
  note: string | null
  tags: string[]
  media_status: number | null
}

/** The columns of `videos` that lists show. */
export const listedColumns = [
  'videos.id',
  'videos.name',
  'videos.file_path',
  'videos.file_hash',
  'videos.size_bytes',
  'videos.duration_seconds',
  'videos.resolution',
  'videos.width',
  'videos.height',
  'videos.aspect_ratio',
  'videos.codec',
  'videos.fps',
  'videos.frame_rate',
  'videos.frame_count',
  'videos.bit_rate',
  'videos.audio_codec',
  'videos.rotation',
  'videos.container',
  'videos.source_type',
  'videos.created_at',
  // Another program may have spelled the column in capitals.
  'videos.rating as rating',
] as const

/**
 * [Note: look-ups instead of joins] SQLite evaluates a look-up for the returned rows only, a join also for the rows
 * that `OFFSET` skips.
 */
export const lookUps = [
  sql<string | null>`(SELECT missing_since FROM locations WHERE path = ${absolute(sql`videos.file_path`)})`.as(
    'missing_since',
  ),
  sql<string | null>`coalesce(
    (SELECT ai_evidence FROM embedded_readings WHERE embedded_readings.file_hash = videos.file_hash),
    iif(source_type = 'generated', ${sql.lit(statedAsGenerated)}, NULL))`.as('ai_evidence'),
  // One look-up for all of them.
  sql<string | null>`(SELECT json_array(CAST(provider AS TEXT), CAST(model AS TEXT), CAST(json_extract(
      CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT), CAST(prompt AS TEXT))
    FROM video_generation WHERE video_id = videos.id)`.as('generation'),
  sql<string | null>`(SELECT workflow FROM video_sort_keys WHERE video_rowid = videos.rowid)`.as('workflow'),
  sql<string | null>`(SELECT json_array(colour, note) FROM video_notes WHERE video_id = videos.id)`.as('marks'),
  // The primary key yields them in order. As JSON, since a tag can contain any character.
  sql<string>`(SELECT json_group_array(tag) FROM tagged_videos WHERE video_id = videos.id)`.as('tags'),
  sql<number | null>`(SELECT CAST(MediaStatus AS INTEGER) FROM media WHERE media.file_hash = videos.file_hash)`.as(
    'media_status',
  ),
] as const

const numbers = ['duration_seconds', 'width', 'height', 'fps', 'frame_count', 'bit_rate', 'rotation'] as const
const texts = ['resolution', 'aspect_ratio', 'codec', 'frame_rate', 'audio_codec', 'container', 'created_at'] as const

type Generated = 'provider' | 'model' | 'seed' | 'prompt' | 'colour' | 'note'
type SelectedVideo = Omit<ListedVideo, 'tags' | 'overwritten_path' | Generated> & {
  tags: string
  generation: string | null
  marks: string | null
}

/** Replaces values of other types, see [Note: foreign values]. */
export function withKnownTypes({ generation, marks, ...row }: SelectedVideo): ListedVideo {
  const [provider = null, model = null, seed = null, prompt = null] = JSON.parse(generation ?? '[]') as (
    | string
    | null
  )[]
  const [colour = null, note = null] = JSON.parse(marks ?? '[]') as [Colour?, string?]
  const known = {
    ...row,
    colour,
    note,
    provider,
    model,
    seed,
    prompt,
    name: String(row.name),
    size_bytes: Number(row.size_bytes) || 0,
    rating: knownRating(row.rating),
    overwritten_path: overwrittenPath(row.file_path, row.file_hash),
    tags: JSON.parse(row.tags) as string[],
  }
  for (const column of numbers) if (typeof known[column] !== 'number') known[column] = null
  for (const column of texts) if (known[column] !== null) known[column] = String(known[column])
  return known
}
