import { type RawBuilder, type SqlBool, sql } from 'kysely'
import type { LinkEvidence } from '../../../shared/contract/lineage.ts'
import type { Db } from '../connection/connection.ts'
import { eachOf, listOf } from '../connection/query-parts.ts'
import { fileNameIn } from '../contents/locations.ts'
import type { EmbeddedInputRow } from '../tables.ts'

/**
 * The time by which an input may be younger than its file, in milliseconds: clocks of file systems are as coarse as
 * two seconds.
 */
export const clockToleranceMs = 2000

/** An input that is named by a file, with the content that it is, or likely is. */
export interface ResolvedInput extends Omit<EmbeddedInputRow, 'folder' | 'evidence'> {
  /** That of `input_hash`, which is null if no content is known; then that the file tells of an input. */
  evidence: LinkEvidence
}

/** Returns when the oldest file of a content was written, in milliseconds, as an expression; null if unknown. */
export function timeMade(hash: RawBuilder<unknown>): RawBuilder<number | null> {
  const first = sql`(SELECT min(mtime_ms) FROM locations AS own WHERE own.file_hash = ${hash} AND own.size_bytes > 0)`
  const read = sql`(SELECT mtime_ms FROM embedded_readings AS own WHERE own.file_hash = ${hash})`
  return sql`min(ifnull(${first}, ${read}), ifnull(${read}, ${first}))`
}

/**
 * [Note: likely inputs] A name proves nothing: `ComfyUI_00052_.mp4` is in every output folder. But if exactly one
 * content has the name of an input, has bytes, and was there when the file was made, it is likely the one. No program
 * states the size of an input, so it cannot be compared. That is derived whenever it is asked for, so that neither the
 * order of imports nor a later file of the same name matters.
 *
 * Matches a file that may be the input `named`. Its own content and contents that a person rejected may not.
 */
function isCandidate(file: string): RawBuilder<SqlBool> {
  const column = (name: string) => sql.ref(`${file}.${name}`)
  return sql`${fileNameIn(column('path'))} = ${fileNameIn(sql.ref('named.name'))}
    AND ${column('file_hash')} <> named.file_hash AND ${column('mtime_ms')} <= named.made + ${clockToleranceMs}
    AND NOT EXISTS (
      SELECT 1 FROM link_decisions WHERE link_decisions.file_hash = named.file_hash AND link_decisions.name = named.name
        AND link_decisions.input_hash = ${column('file_hash')} AND decision = 'rejected')`
}

/** Locations with bytes, and the paths at which files were when they were read. */
const files = [
  sql`locations AS found WHERE found.size_bytes > 0`,
  sql`embedded_readings AS found WHERE path IS NOT NULL`,
]

const candidate = sql`coalesce(${sql.join(files.map((file) => sql`(SELECT found.file_hash FROM ${file} AND ${isCandidate('found')} LIMIT 1)`))})`
const hasOther = sql.join(
  files.map((file) => sql`EXISTS (SELECT 1 FROM ${file} AND ${isCandidate('found')} AND found.file_hash <> candidate)`),
  sql` OR `,
)
const confirmed = sql`(SELECT link_decisions.input_hash FROM link_decisions
  WHERE link_decisions.file_hash = named.file_hash AND link_decisions.name = named.name AND decision = 'confirmed'
  ORDER BY link_decisions.input_hash LIMIT 1)`

/** Selects the inputs that contents name. */
function inputsOf(hashes: readonly string[]) {
  return sql`SELECT file_hash, position FROM embedded_inputs WHERE file_hash IN ${listOf(hashes)}`
}

/** The most unproven inputs of one name (`example.png`) that are considered: each takes some look-ups. */
const mostOfAName = 10_000

/** Selects the unproven inputs that have a name of these contents. */
function unprovenWith(hashes: readonly string[], file: RawBuilder<unknown>) {
  return sql`
    SELECT named.file_hash, named.position
    FROM ${eachOf(hashes)} AS chosen CROSS JOIN ${file} ON found.file_hash = chosen.value
      CROSS JOIN embedded_inputs AS named INDEXED BY embedded_inputs_unproven
        ON ${fileNameIn(sql.ref('named.name'))} = ${fileNameIn(sql.ref('found.path'))}
    WHERE named.kind = 'input' AND named.evidence IS NULL LIMIT ${mostOfAName}`
}

/** Returns whether so many inputs have a name of these contents that not all are considered. */
export async function hasTooManyOfAName(db: Db, hashes: readonly string[]): Promise<boolean> {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM (${unprovenWith(hashes, sql`locations AS found`)})
    UNION ALL SELECT count(*) FROM (${unprovenWith(hashes, sql`embedded_readings AS found`)})`.execute(db)
  return rows.some(({ count }) => count === mostOfAName)
}

/** Selects the inputs that may be resolved to these contents. */
function inputsWith(hashes: readonly string[]) {
  return sql`
    SELECT file_hash, position FROM embedded_inputs WHERE input_hash IN ${listOf(hashes)}
    UNION SELECT named.file_hash, named.position
      FROM link_decisions CROSS JOIN embedded_inputs AS named ON named.file_hash = link_decisions.file_hash
        AND named.name = link_decisions.name
      WHERE link_decisions.input_hash IN ${listOf(hashes)} AND decision = 'confirmed'
    UNION SELECT * FROM (${unprovenWith(hashes, sql`locations AS found`)})
    UNION SELECT * FROM (${unprovenWith(hashes, sql`embedded_readings AS found`)})`
}

/** Returns a subquery of `ResolvedInput`: of those that contents name, or that these contents are. */
export function resolvedInputs(side: 'file_hash' | 'input_hash', hashes: readonly string[]) {
  const keys = side === 'file_hash' ? inputsOf(hashes) : inputsWith(hashes)
  const found = sql`iif(is_settled, input_hash, coalesce(confirmed, likely))`
  const isChosen = side === 'file_hash' ? sql`true` : sql`${found} IN ${listOf(hashes)}`
  const isProven = sql`named.kind = 'ingredient' OR named.evidence = 'proven'`
  return sql<ResolvedInput>`(
    WITH named AS MATERIALIZED (
      SELECT named.*, ${timeMade(sql.ref('named.file_hash'))} AS made, ${isProven} AS is_settled
      FROM (${keys}) AS chosen
        CROSS JOIN embedded_inputs AS named ON named.file_hash = chosen.file_hash AND named.position = chosen.position),
    decided AS MATERIALIZED (
      SELECT *, iif(is_settled, NULL, ${confirmed}) AS confirmed, iif(is_settled, NULL, ${candidate}) AS candidate FROM named),
    resolved AS MATERIALIZED (
      SELECT *, iif(candidate IS NULL OR confirmed IS NOT NULL OR ${hasOther}, NULL, candidate) AS likely
      FROM decided AS named)
    SELECT file_hash, position, kind, name, node_id, node_type, manifest,
      ${found} AS input_hash,
      CASE WHEN is_settled AND input_hash IS NOT NULL THEN 'proven' WHEN likely IS NOT NULL THEN 'likely' ELSE 'told' END
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
