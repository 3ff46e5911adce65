import { type SqlBool, sql } from 'kysely'
import type { LinkEvidence } from '../../../shared/contract/lineage.ts'
import type { Db } from '../connection/connection.ts'
import { eachOf, listOf } from '../connection/query-parts.ts'
import { fileNameIn } from '../contents/locations.ts'

/**
 * How much later than a file its input may have been written, in milliseconds: clocks of file systems are as coarse as
 * two seconds.
 */
export const clockToleranceMs = 2000

/** An input that is named by a file, with the content that it is, or likely is. */
export interface ResolvedInput {
  file_hash: string
  position: number
  kind: 'input' | 'ingredient'
  name: string
  node_id: string | null
  node_type: string | null
  manifest: string | null
  /** Null if no content is known for it. */
  input_hash: string | null
  /** That of `input_hash`; without one, that the file tells of an input. */
  evidence: LinkEvidence
}

/**
 * [Note: likely inputs] A name proves nothing: `ComfyUI_00052_.mp4` is in every output folder. But if exactly one
 * content has the name of an input, has bytes, and was there when the file was made, it is likely the one. That is
 * derived whenever it is asked for, so that neither the order of imports nor a later file of the same name matters.
 *
 * Matches a location that may be the input `named`. Its own content and contents that a person rejected may not.
 */
function isCandidate(alias: 'found' | 'other') {
  const column = (name: string) => sql.ref(`${alias}.${name}`)
  return sql<SqlBool>`${fileNameIn(column('path'))} = ${fileNameIn(sql.ref('named.name'))}
    AND ${column('file_hash')} <> named.file_hash AND ${column('size_bytes')} > 0
    AND ${column('mtime_ms')} <= ${clockToleranceMs} + (
      SELECT min(mtime_ms) FROM locations AS own WHERE own.file_hash = named.file_hash AND own.size_bytes > 0)
    AND NOT EXISTS (
      SELECT 1 FROM link_decisions WHERE link_decisions.file_hash = named.file_hash AND link_decisions.name = named.name
        AND link_decisions.input_hash = ${column('file_hash')} AND decision = 'rejected')`
}

const isUnproven = sql<SqlBool>`named.kind = 'input' AND named.evidence IS NULL`

/** Matches a location `found` of the only content that may be the input `named`. */
const isLikely = sql<SqlBool>`${isUnproven} AND ${isCandidate('found')} AND NOT EXISTS (
  SELECT 1 FROM locations AS other WHERE ${isCandidate('other')} AND other.file_hash <> found.file_hash)`

const confirmed = sql`(SELECT link_decisions.input_hash FROM link_decisions
  WHERE ${isUnproven} AND link_decisions.file_hash = named.file_hash AND link_decisions.name = named.name
    AND decision = 'confirmed' ORDER BY link_decisions.input_hash LIMIT 1)`
const likely = sql`(SELECT found.file_hash FROM locations AS found WHERE ${isLikely} LIMIT 1)`

/** Selects the inputs that contents name, resolved. */
function inputsOf(hashes: readonly string[]) {
  return sql`SELECT file_hash, position FROM embedded_inputs WHERE file_hash IN ${listOf(hashes)}`
}

/** Selects the inputs that may be resolved to these contents. */
function inputsWith(hashes: readonly string[]) {
  return sql`
    SELECT file_hash, position FROM embedded_inputs WHERE input_hash IN ${listOf(hashes)}
    UNION SELECT named.file_hash, named.position
      FROM link_decisions CROSS JOIN embedded_inputs AS named ON named.file_hash = link_decisions.file_hash
        AND named.name = link_decisions.name
      WHERE link_decisions.input_hash IN ${listOf(hashes)} AND decision = 'confirmed'
    UNION SELECT named.file_hash, named.position
      FROM ${eachOf(hashes)} AS chosen CROSS JOIN locations AS found ON found.file_hash = chosen.value
        CROSS JOIN embedded_inputs AS named INDEXED BY embedded_inputs_unproven
          ON ${fileNameIn(sql.ref('named.name'))} = ${fileNameIn(sql.ref('found.path'))}
      WHERE ${isLikely}`
}

/** Returns a subquery of `ResolvedInput`: of those that contents name, or that these contents are. */
export function resolvedInputs(side: 'file_hash' | 'input_hash', hashes: readonly string[]) {
  const keys = side === 'file_hash' ? inputsOf(hashes) : inputsWith(hashes)
  const isChosen = side === 'file_hash' ? sql`true` : sql`input_hash IN ${listOf(hashes)}`
  return sql<ResolvedInput>`(
    WITH resolved AS MATERIALIZED (
      SELECT named.file_hash, named.position, named.kind, named.name, named.node_id, named.node_type, named.manifest,
        iif(${isUnproven}, NULL, named.input_hash) AS proven, ${confirmed} AS confirmed, ${likely} AS likely
      FROM (${keys}) AS chosen
        CROSS JOIN embedded_inputs AS named ON named.file_hash = chosen.file_hash AND named.position = chosen.position)
    SELECT file_hash, position, kind, name, node_id, node_type, manifest, coalesce(proven, confirmed, likely) AS input_hash,
      CASE WHEN proven IS NOT NULL THEN 'proven' WHEN confirmed IS NULL AND likely IS NOT NULL THEN 'likely' ELSE 'told' END
        AS evidence
    FROM resolved WHERE ${isChosen})`
}

/** An input that a file names, with the video or image of its content. */
interface ListedInput extends ResolvedInput {
  video_id: string | null
  video_name: string | null
  media_id: string | null
}

/** Lists the inputs of a content in their order, each with its oldest video or its image if there is one. */
export async function listInputs(db: Db, fileHash: string): Promise<ListedInput[]> {
  const { rows } = await sql<ListedInput>`
    SELECT inputs.*, videos.id AS video_id, videos.name AS video_name,
      (SELECT Id FROM media WHERE file_hash = inputs.input_hash AND MediaType = 'Image') AS media_id
    FROM ${resolvedInputs('file_hash', [fileHash])} AS inputs LEFT JOIN videos ON videos.id = (
      SELECT id FROM videos WHERE file_hash = inputs.input_hash ORDER BY rowid LIMIT 1)
    ORDER BY position`.execute(db)
  return rows
}
