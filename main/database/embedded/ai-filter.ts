import { type RawBuilder, type SqlBool, sql } from 'kysely'
import { type AiFilter, type EvidenceKind, evidenceKinds } from '../../../shared/generation/ai-evidence.ts'
import { listOf } from '../connection/query-parts.ts'

/** The contents with evidence in their files. */
const contents = sql`(SELECT file_hash FROM embedded_readings WHERE ai_kinds IS NOT NULL)`

/** Returns the condition of rows of `videos` whose evidence of a model is as a filter asks. */
export function videosWithEvidence(filter: AiFilter): RawBuilder<SqlBool> {
  return withEvidence(filter, sql`videos.file_hash`, sql`ifnull(videos.source_type, '') = 'generated'`)
}

/** Returns the condition of rows of `media` whose evidence of a model is as a filter asks. */
export function imagesWithEvidence(filter: AiFilter): RawBuilder<SqlBool> {
  const stated = sql<SqlBool>`media.file_hash IN (SELECT file_hash FROM image_generation)`
  return withEvidence(filter, sql`media.file_hash`, stated)
}

function withEvidence(filter: AiFilter, hash: RawBuilder<unknown>, isStated: RawBuilder<SqlBool>): RawBuilder<SqlBool> {
  if (filter === 'yes') return sql`(${hash} IN ${contents} OR ${isStated})`
  if (filter === 'no') return sql`(${hash} NOT IN ${contents} AND NOT ${isStated})`
  // Only without evidence in the file, a statement is shown.
  if (filter === 'statement') return sql`(${isStated} AND ${hash} NOT IN ${contents})`
  return sql`${hash} IN (SELECT file_hash FROM embedded_readings WHERE ai_kinds IN ${listOf(textsWith(filter))})`
}

/** Lists the values of `ai_kinds` that contain a kind, so that the index finds them. */
function textsWith(kind: EvidenceKind): string[] {
  let sets: EvidenceKind[][] = [[]]
  for (const next of evidenceKinds) sets = sets.concat(sets.map((set) => [...set, next]))
  return sets.filter((set) => set.includes(kind)).map((set) => set.join(' '))
}
