import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { AiFilter } from '../../../shared/generation/ai-evidence.ts'
import { mediaStatuses } from '../../../shared/media-status.ts'
import { fold } from '../../../shared/query/fold.ts'
import type { Term } from '../../../shared/query/query.ts'
import { type Bound, dateBounds, numberBounds, textOf } from '../../../shared/query/query-values.ts'
import { imagesWithEvidence } from '../embedded/ai-filter.ts'
import { type Condition, conditionsOfQuery } from '../videos/query-tree.ts'

type Test = RawBuilder<SqlBool>
type TermOf<Kind extends Term['is']> = Extract<Term, { is: Kind }>

/** Returns the condition of rows of `media` for a text that `parseImageQuery` accepts. */
export function imagesOfQuery(text: string): Test[] {
  return conditionsOfQuery(text).map(testOf)
}

function testOf(condition: Condition): Test {
  if (condition.is === 'not') return sql`(${testOf(condition.part)}) IS NOT TRUE`
  if (condition.is === 'leaf') return testOfLeaf(condition.terms)
  return sql`(${sql.join(condition.parts.map(testOf), condition.is === 'all' ? sql` AND ` : sql` OR `)})`
}

const ofImage = (table: string) => sql`SELECT 1 FROM ${sql.table(table)} AS own WHERE own.file_hash = media.file_hash`
const inTable = (table: string, test: Test): Test => sql`EXISTS (${ofImage(table)} AND ${test})`

/** All texts of an image that words are searched in. */
const texts = sql`concat_ws(' ', media.Name,
  (SELECT concat_ws(' ', prompt, model) FROM image_generation AS own WHERE own.file_hash = media.file_hash),
  (SELECT group_concat(tag, ' ') FROM tagged_images AS own WHERE own.file_hash = media.file_hash),
  (SELECT group_concat(workflows.name, ' ') FROM workflow_images AS own JOIN workflows ON workflows.id = own.workflow_id
    WHERE own.file_hash = media.file_hash))`

function testOfLeaf(terms: readonly Term[]): Test {
  const [first] = terms
  if (!first) return sql`true`
  if (first.is === 'words') return sql`instr(folded(${texts}), ${fold(first.text)}) > 0`
  if (['workflow', 'node', 'role'].includes(first.field))
    return inTable('workflow_images', sql.join(terms.map(associated), sql` AND `))
  if (first.is === 'text') return testOfText(first)
  if (first.is === 'number') return testOfNumber(first)
  if (first.is === 'date') return within(sql`media.created_at`, dateBounds(first, Date.now()))
  return first.is === 'choice' ? testOfChoice(first) : sql`false`
}

function hasText(expression: RawBuilder<unknown>, term: TermOf<'text'>): Test {
  const { text, isWhole } = textOf(term)
  return isWhole ? sql`folded(${expression}) = ${text}` : sql`instr(folded(${expression}), ${text}) > 0`
}

const parameters = sql`CASE WHEN json_valid(generation_params) THEN generation_params ELSE '{}' END`
const loraName = sql`CASE type WHEN 'object' THEN json_extract(value, '$.name') WHEN 'text' THEN value END`

function testOfText(term: TermOf<'text'>): Test {
  switch (term.field) {
    case 'model':
    case 'provider':
      return inTable('image_generation', hasText(sql.ref(term.field), term))
    case 'seed':
      return inTable(
        'image_generation',
        sql`CAST(json_extract(${parameters}, '$.seed') AS TEXT) = ${textOf(term).text}`,
      )
    case 'lora':
      return inTable(
        'image_generation',
        sql`EXISTS (SELECT 1 FROM json_each(${parameters}, '$.loras') WHERE ${hasText(loraName, term)})`,
      )
    case 'tag':
      return inTable('tagged_images', hasText(sql.ref('tag_key'), term))
    case 'note':
      return inTable('image_notes', hasText(sql.ref('note'), term))
    case 'codec':
      return hasText(sql`media.codec`, term)
    case 'res':
      return hasText(sql`media.width || 'x' || media.height`, term)
    case 'ratio':
      return isRatio(term.value)
    default:
      return sql`false`
  }
}

/** Tests for an aspect ratio such as `16:9`, with the tolerance of a pixel. */
function isRatio(value: string): Test {
  const [, width, height] = /^(\d{1,5}):(\d{1,5})$/.exec(value) ?? []
  if (!width || !height) return sql`false`
  return sql`abs(media.width * ${Number(height)} - media.height * ${Number(width)}) <= ${Math.max(+width, +height)}`
}

function associated(term: Term): Test {
  if (term.is === 'choice') return sql`own.role = ${term.value}`
  if (term.is !== 'text') return sql`true`
  if (term.field === 'node') return hasText(sql`own.node_type`, term)
  return sql`own.workflow_id IN (
    SELECT id FROM workflows WHERE ${hasText(sql.ref('name'), term)} OR id = ${term.value})`
}

function testOfNumber(term: TermOf<'number'>): Test {
  const bounds = numberBounds(term)
  if (term.field === 'rating') return inTable('image_notes', within(sql`own.rating`, bounds))
  if (term.field === 'res') return within(sql`min(media.width, media.height)`, bounds)
  return term.field === 'size' ? within(sql`media.size_bytes`, bounds) : sql`false`
}

function within(expression: RawBuilder<unknown>, bounds: readonly Bound<unknown>[]): Test {
  const tests = bounds.map(([sign, bound]) => sql<SqlBool>`${expression} ${sql.raw(sign)} ${bound}`)
  return sql`(${sql.join(tests, sql` AND `)})`
}

const hasTests: Record<string, Test> = {
  generation: sql`EXISTS (${ofImage('image_generation')})`,
  rating: inTable('image_notes', sql`rating IS NOT NULL`),
  tag: sql`EXISTS (${ofImage('tagged_images')})`,
  workflow: sql`EXISTS (${ofImage('workflow_images')})`,
  note: inTable('image_notes', sql`note IS NOT NULL`),
  colour: inTable('image_notes', sql`colour IS NOT NULL`),
}

function testOfChoice({ field, value }: TermOf<'choice'>): Test {
  if (field === 'has') return hasTests[value] ?? sql`false`
  if (field === 'ai') return imagesWithEvidence(value as AiFilter)
  if (field === 'status') return sql`media.MediaStatus = ${mediaStatuses[value as keyof typeof mediaStatuses]}`
  return field === 'colour' ? inTable('image_notes', sql`colour = ${value}`) : sql`false`
}
