import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { perceptualHashVersion } from '../../../shared/duplicates/perceptual-hash.ts'
import type { AiFilter } from '../../../shared/generation/ai-evidence.ts'
import { mediaStatuses } from '../../../shared/media-status.ts'
import { archiveScheme } from '../../../shared/object-address.ts'
import type { Term } from '../../../shared/query/query.ts'
import { type Bound, dateBounds, numberBounds, textOf } from '../../../shared/query/query-values.ts'
import { stateOf, withAlgorithmOf } from '../caches/cache-state.ts'
import { videosWithEvidence } from '../embedded/ai-filter.ts'
import { type Condition, matchOfLeaf } from './query-tree.ts'

type Test = RawBuilder<SqlBool>
type TermOf<Kind extends Term['is']> = Extract<Term, { is: Kind }>

/** Returns the SQL of a condition for rows of `videos`. `offline` lists the folders that are disconnected. */
export function sqlOfCondition(condition: Condition, offline: readonly string[]): Test {
  if (condition.is === 'not') return sql`(${sqlOfCondition(condition.part, offline)}) IS NOT TRUE`
  if (condition.is === 'leaf') return sqlOfLeaf(condition, offline)
  const parts = condition.parts.map((part) => sqlOfCondition(part, offline))
  return sql`(${sql.join(parts, condition.is === 'all' ? sql` AND ` : sql` OR `)})`
}

/** Returns the SQL of a leaf, which an index can serve. It may be null for a video, which then does not match. */
export function sqlOfLeaf(leaf: Condition & { is: 'leaf' }, offline: readonly string[]): Test {
  const match = matchOfLeaf(leaf)
  if (match !== undefined)
    return sql`videos.rowid IN (SELECT rowid FROM video_search WHERE video_search MATCH ${match})`
  const [first] = leaf.terms
  if (!first || !('field' in first)) return sql`true`
  if (['workflow', 'node', 'role'].includes(first.field)) {
    const tests = sql.join(leaf.terms.map(associated), sql` AND `)
    return sql`videos.id IN (SELECT video_id FROM workflow_videos WHERE ${tests})`
  }
  if (first.is === 'text') return sqlOfText(first)
  if (first.is === 'number') return sqlOfNumber(first)
  if (first.is === 'date') return within(sql`videos.created_at`, dateBounds(first, Date.now()))
  if (first.is === 'id') return similarTo(first.value)
  return sqlOfChoice(first as TermOf<'choice'>, offline)
}

/** Returns whether a folded expression has the text of a term. */
function hasText(expression: RawBuilder<unknown>, term: TermOf<'text'>): Test {
  const { text, isWhole } = textOf(term)
  return isWhole ? sql`folded(${expression}) = ${text}` : sql`instr(folded(${expression}), ${text}) > 0`
}

/** Returns the values of a column that match: `video_counts` has each once, so that no more texts are compared. */
function valuesOf(facet: string, test: Test): RawBuilder<unknown> {
  return sql`(SELECT value FROM video_counts WHERE facet = ${facet} AND count > 0 AND ${test})`
}

const value = sql.ref('value')
const countedColumns = { source: 'source_type', codec: 'codec', ratio: 'aspect_ratio', res: 'resolution' } as const

const seedText = sql`CAST(json_extract(CASE WHEN json_valid(generation_params) THEN generation_params END, '$.seed') AS TEXT)`

/** The names of the LoRAs of a row of `video_generation`. */
const loras = sql`json_each(CASE WHEN json_valid(generation_params) THEN generation_params ELSE '{}' END, '$.loras')`
const loraName = sql`CASE type WHEN 'object' THEN json_extract(value, '$.name') WHEN 'text' THEN value END`

function sqlOfText(term: TermOf<'text'>): Test {
  switch (term.field) {
    case 'source':
    case 'codec':
    case 'ratio':
    case 'res': {
      const column = countedColumns[term.field]
      return sql`${sql.ref(`videos.${column}`)} IN ${valuesOf(column, hasText(value, term))}`
    }
    case 'model':
    case 'provider': {
      const values = valuesOf(term.field, hasText(value, term))
      return sql`videos.id IN (SELECT video_id FROM video_generation WHERE ${sql.ref(term.field)} IN ${values})`
    }
    case 'tag':
      return sql`videos.id IN (
        SELECT video_id FROM tagged_videos WHERE tag_key IN ${valuesOf('tag_key', hasText(value, term))})`
    case 'seed':
      return sql`videos.id IN (SELECT video_id FROM video_generation WHERE ${seedText} = ${textOf(term).text})`
    case 'lora':
      return sql`videos.id IN (
        SELECT video_id FROM video_generation WHERE instr(generation_params, '"loras"') > 0
          AND EXISTS (SELECT 1 FROM ${loras} WHERE ${hasText(loraName, term)}))`
    case 'label':
      return sql`videos.file_hash IN (
        SELECT substr(analysis_jobs.file_hash, 8) FROM analysis_labels
        JOIN analysis_jobs ON analysis_jobs.id = analysis_labels.analysis_id
        WHERE label IN (${distinctLabels} WHERE ${hasText(sql.ref('label'), term)}))`
    case 'collection':
      return sql`videos.id IN (
        SELECT video_id FROM collected_videos WHERE collection_id IN (
          SELECT id FROM collections WHERE ${hasText(sql.ref('name'), term)}))`
    case 'note':
      return sql`videos.id IN (SELECT video_id FROM video_notes WHERE ${hasText(sql.ref('note'), term)})`
    default:
      return sql`false`
  }
}

/** Each label once, found by stepping from one to the next in their index. */
const distinctLabels = sql`
  WITH RECURSIVE labels (label) AS (
    SELECT min(label) FROM analysis_labels UNION ALL
    SELECT (SELECT min(label) FROM analysis_labels WHERE label > labels.label) FROM labels WHERE labels.label IS NOT NULL)
  SELECT label FROM labels`

function associated(term: Term): Test {
  if (term.is === 'choice') return sql`role = ${term.value}`
  if (term.is !== 'text') return sql`true`
  if (term.field === 'node') return sql`node_type IN ${valuesOf('node_type', hasText(value, term))}`
  return sql`workflow_id IN (
    SELECT id FROM workflows WHERE ${hasText(sql.ref('name'), term)} OR id = ${term.value})`
}

const numberColumns = { rating: 'rating', fps: 'fps', dur: 'duration_seconds', size: 'size_bytes' } as const

function sqlOfNumber(term: TermOf<'number'>): Test {
  const bounds = numberBounds(term)
  if (term.field !== 'res') return within(sql.ref(`videos.${numberColumns[term.field]}`), bounds)
  return sql`videos.resolution IN ${valuesOf('resolution', within(sql`shorter_side(value)`, bounds))}`
}

function within(expression: RawBuilder<unknown>, bounds: readonly Bound<unknown>[]): Test {
  const tests = bounds.map(([sign, bound]) => sql<SqlBool>`${expression} ${sql.raw(sign)} ${bound}`)
  return sql`(${sql.join(tests, sql` AND `)})`
}

function isName(column: string): Test {
  return sql`(typeof(${sql.ref(column)}) = 'text' AND ${sql.ref(column)} <> '')`
}

const hasTests: Record<string, Test> = {
  generation: sql`EXISTS (SELECT 1 FROM video_generation WHERE video_id = videos.id)`,
  model: sql`EXISTS (SELECT 1 FROM video_generation WHERE video_id = videos.id AND ${isName('model')})`,
  codec: isName('videos.codec'),
  rating: sql`videos.rating BETWEEN 1 AND 5`,
  tag: sql`EXISTS (SELECT 1 FROM tagged_videos WHERE video_id = videos.id)`,
  workflow: sql`EXISTS (SELECT 1 FROM workflow_videos WHERE video_id = videos.id)`,
  sound: sql`videos.audio_codec IS NOT NULL`,
  note: sql`EXISTS (SELECT 1 FROM video_notes WHERE video_id = videos.id AND note IS NOT NULL)`,
  colour: sql`EXISTS (SELECT 1 FROM video_notes WHERE video_id = videos.id AND colour IS NOT NULL)`,
  collection: sql`EXISTS (SELECT 1 FROM collected_videos WHERE video_id = videos.id)`,
  analysis: sql`EXISTS (SELECT 1 FROM analysis_jobs WHERE file_hash = ${withAlgorithmOf(sql`videos.file_hash`)})`,
}

const staleState = stateOf(sql`analysis_jobs.file_path`, sql`analysis_jobs.file_hash`)
/** The analyses that are shown with a take: those of its content, and those of its path. */
const isStale = sql<SqlBool>`(
  EXISTS (SELECT 1 FROM analysis_jobs
    WHERE file_hash = ${withAlgorithmOf(sql`videos.file_hash`)} AND ${staleState} = 'stale')
  OR EXISTS (SELECT 1 FROM analysis_jobs WHERE file_path = videos.file_path AND ${staleState} = 'stale'))`

function sqlOfChoice({ field, value: choice }: TermOf<'choice'>, offline: readonly string[]): Test {
  if (field === 'has') return hasTests[choice] ?? sql`false`
  if (field === 'ai') return videosWithEvidence(choice as AiFilter)
  if (field === 'status') return hasStatus(mediaStatuses[choice as keyof typeof mediaStatuses])
  if (field === 'colour') return sql`videos.id IN (SELECT video_id FROM video_notes WHERE colour = ${choice})`
  const test = field === 'stale' ? isStale : field === 'archived' ? isArchived : isInside(offline)
  return choice === 'yes' ? test : sql`NOT ${test}`
}

/** A range of the unique index of paths. */
const isArchived = sql<SqlBool>`(videos.file_path >= 'archive://' AND videos.file_path < 'archive:0')`

function hasStatus(status: number): Test {
  return sql`videos.file_hash IN (SELECT file_hash FROM media WHERE MediaStatus = ${status} AND MediaType = 'Video')`
}

/**
 * Returns the condition of videos in one of these folders, also in an archive there. Each is the beginning of a path
 * with its last slash.
 */
function isInside(folders: readonly string[]): Test {
  if (folders.length === 0) return sql`false`
  const end = '\u{10ffff}'
  const begins = folders.flatMap((folder) => [folder, archiveScheme + folder])
  const tests = begins.map((begin) => sql`videos.file_path >= ${begin} AND videos.file_path < ${begin + end}`)
  return sql`(${sql.join(tests, sql` OR `)})`
}

/** The distance within which the duplicates desk calls takes similar, unless it is told otherwise. */
const similarBits = 4

function similarTo(id: string): Test {
  const own = sql`(
    SELECT hash FROM perceptual_hashes WHERE version = ${perceptualHashVersion}
      AND file_hash = (SELECT file_hash FROM videos AS asked WHERE asked.id = ${id}))`
  return sql`(videos.id = ${id} OR videos.file_hash IN (
    SELECT file_hash FROM perceptual_hashes
    WHERE version = ${perceptualHashVersion} AND hash IS NOT NULL AND bits_apart(hash, ${own}) <= ${similarBits}))`
}
