import { sql } from 'kysely'
import { withAlgorithm } from './caches/cache-state.ts'
import type { Db } from './connection/connection.ts'
import { eachOf } from './connection/query-parts.ts'
import { type ResolvedInput, resolvedInputs } from './embedded/links.ts'

/** An input of a content, as its own file names it. */
export interface EmbeddedLink extends ResolvedInput {
  /** The workflow that the file carried, unless it was removed. */
  workflow_id: string | null
  workflow_name: string | null
  /** The program that signed or wrote the content credentials. */
  generator: string | null
}

/**
 * Selects the inputs that files name: with `side` `file_hash` those of these contents, with `input_hash` those that
 * these contents are, or likely are ([Note: likely inputs]). Contents have no algorithm prefix.
 */
export function embeddedLinksQuery(side: 'file_hash' | 'input_hash', hashes: readonly string[], limit: number) {
  return sql<EmbeddedLink>`
    SELECT inputs.*, workflows.id AS workflow_id, workflows.name AS workflow_name,
      iif(kind = 'ingredient', credentials ->> 'generator', NULL) AS generator
    FROM ${resolvedInputs(side, hashes)} AS inputs
      CROSS JOIN embedded_readings ON embedded_readings.file_hash = inputs.file_hash
      LEFT JOIN workflows ON workflows.id = embedded_readings.workflow_id
    LIMIT ${limit}`
}

/** An execution of a workflow; null stands for the associations of the workflow without an execution. */
export interface Run {
  workflow_id: string
  execution_id: string | null
}

/** A content of a run: a video or an image. */
export interface RunContent extends Run {
  workflow_name: string
  node_id: string
  node_type: string
  role: 'input' | 'intermediate' | 'output'
  file_hash: string
}

/** The tables of associations, with the videos and images that they name. */
const kinds = [
  {
    associations: sql`workflow_videos`,
    contents: sql`videos`,
    isNamed: sql`workflow_videos.video_id = videos.id`,
    isKind: sql`true`,
  },
  {
    associations: sql`workflow_images`,
    contents: sql`media`,
    isNamed: sql`workflow_images.file_hash = media.file_hash`,
    isKind: sql`+media.MediaType = 'Image'`,
  },
] as const
type Kind = (typeof kinds)[number]

/**
 * Matches associations in one of the roles, without outputs whose own file carries the workflow: the inputs that the
 * file names take precedence over associations. The inputs of an execution hold unless the file names inputs.
 */
function counts({ associations, contents, isKind }: Kind, roles: readonly RunContent['role'][]) {
  return sql`${isKind} AND role IN (${sql.join(roles)}) AND NOT (role <> 'input' AND EXISTS (
    SELECT 1 FROM embedded_readings WHERE embedded_readings.file_hash = ${contents}.file_hash
      AND embedded_readings.workflow_id = ${associations}.workflow_id
      AND (execution_id IS NULL OR EXISTS (
        SELECT 1 FROM embedded_inputs WHERE embedded_inputs.file_hash = ${contents}.file_hash AND kind = 'input'))))`
}

const columnsOf = ({ associations, contents }: Kind) => sql`${associations}.workflow_id, execution_id,
  workflows.name AS workflow_name, node_id, node_type, role, ${contents}.file_hash`

/** Selects the videos and images with these contents in all runs in which they have one of the roles. */
export function runsOfContentsQuery(hashes: readonly string[], roles: readonly RunContent['role'][], limit: number) {
  const parts = kinds.map(
    (kind) => sql`
    SELECT ${columnsOf(kind)} FROM ${eachOf(hashes)} AS chosen
      CROSS JOIN ${kind.contents} ON ${kind.contents}.file_hash = chosen.value
      CROSS JOIN ${kind.associations} ON ${kind.isNamed}
      CROSS JOIN workflows ON workflows.id = ${kind.associations}.workflow_id
    WHERE ${counts(kind, roles)}`,
  )
  return sql<RunContent>`${sql.join(parts, sql` UNION ALL `)} LIMIT ${limit}`
}

/** Selects the videos and images that have one of the roles in these runs. */
export function contentsOfRunsQuery(runs: readonly Run[], roles: readonly RunContent['role'][], limit: number) {
  const isOfExecution = sql`execution_id = run.value ->> 'execution_id' AND workflow_id = run.value ->> 'workflow_id'`
  const hasNone = sql`run.value ->> 'execution_id' IS NULL AND workflow_id = run.value ->> 'workflow_id'
    AND execution_id IS NULL`
  const parts = kinds.flatMap((kind) =>
    [isOfExecution, hasNone].map(
      (isOfRun) => sql`
    SELECT ${columnsOf(kind)} FROM ${eachOf(runs)} AS run CROSS JOIN ${kind.associations} ON ${isOfRun}
      CROSS JOIN workflows ON workflows.id = ${kind.associations}.workflow_id
      CROSS JOIN ${kind.contents} ON ${kind.isNamed}
    WHERE ${counts(kind, roles)}`,
    ),
  )
  return sql<RunContent>`${sql.join(parts, sql` UNION ALL `)} LIMIT ${limit}`
}

/** Returns the definition that a run ran; that of the workflow if none was kept. */
export async function readRunDefinition(db: Db, { workflow_id, execution_id }: Run): Promise<string | undefined> {
  const { rows } = await sql<{ definition: string }>`
    SELECT coalesce((
      SELECT definitions.definition FROM executed_definitions
        JOIN definitions ON definitions.id = executed_definitions.definition_id WHERE execution_id = ${execution_id}
    ), workflows.definition) AS definition FROM workflows WHERE id = ${workflow_id}`.execute(db)
  return rows[0]?.definition
}

/** A content, whether it is a video, an image or neither. */
export interface ContentFacts {
  hash: string
  video_id: string | null
  video_name: string | null
  image_id: string | null
  image_name: string | null
  codec: string | null
  duration_seconds: number | null
  missing_since: string | null
  /** Its name as the input of another content. */
  called: string | null
  /** A path at which it was found or processed. */
  path: string | null
}

/**
 * Selects the facts of contents, given without the prefix `sha256:`: those of the oldest video or of the image; for
 * other contents, the name and the path from other tables.
 */
export function contentFactsQuery(hashes: readonly string[]) {
  const chosen = hashes.map((hash) => ({ hash, full: hash.includes(':') ? hash : withAlgorithm(hash) }))
  return sql<ContentFacts>`
    SELECT content.value ->> 'hash' AS hash, videos.id AS video_id, videos.name AS video_name, media.Id AS image_id,
      media.Name AS image_name, coalesce(videos.codec, media.codec) AS codec, duration_seconds,
      (SELECT missing_since FROM locations WHERE path = coalesce(videos.file_path, media.Path)) AS missing_since,
      iif(videos.id IS NULL, (SELECT name FROM embedded_inputs WHERE input_hash = content.value ->> 'hash' LIMIT 1), NULL) AS called,
      iif(videos.id IS NULL, coalesce(
        (SELECT path FROM locations WHERE file_hash = content.value ->> 'hash' LIMIT 1),
        (SELECT output_path FROM processing_jobs WHERE output_hash = content.value ->> 'full' LIMIT 1),
        (SELECT input_path FROM processing_jobs WHERE input_hash = content.value ->> 'full' LIMIT 1),
        (SELECT path FROM processing_inputs WHERE hash = content.value ->> 'full' LIMIT 1),
        (SELECT path FROM embedded_metadata WHERE file_hash = content.value ->> 'hash' ORDER BY position LIMIT 1)
      ), NULL) AS path
    FROM ${eachOf(chosen)} AS content LEFT JOIN videos ON videos.id = (
      SELECT id FROM videos WHERE file_hash = content.value ->> 'hash' ORDER BY videos.rowid LIMIT 1)
      LEFT JOIN media ON media.file_hash = content.value ->> 'hash' AND media.MediaType = 'Image'`
}
