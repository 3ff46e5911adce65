import { sql } from 'kysely'
import { withAlgorithm } from './cache-state.ts'
import type { Db } from './connection.ts'
import type { EmbeddedInputRow } from './tables.ts'

const eachOf = (values: readonly unknown[]) => sql`json_each(${JSON.stringify(values)})`

/** One file that a content's own file names as what it was made from. */
export interface EmbeddedLink extends EmbeddedInputRow {
  /** The workflow that the file carried, where it is still here. */
  workflow_id: string | null
  workflow_name: string | null
  /** The program that signed or wrote the content credentials. */
  generator: string | null
}

/**
 * What files say went into them: of those contents, or with `side` `input_hash` of those that these contents went into; contents
 * without their algorithm. Apart so that a test can look at its plan.
 */
export function embeddedLinksQuery(side: 'file_hash' | 'input_hash', hashes: readonly string[], limit: number) {
  return sql<EmbeddedLink>`
    SELECT embedded_inputs.file_hash, position, kind, embedded_inputs.name, node_id, node_type, embedded_inputs.manifest, input_hash,
      workflows.id AS workflow_id, workflows.name AS workflow_name,
      iif(kind = 'ingredient', credentials ->> 'generator', NULL) AS generator
    FROM embedded_inputs
      JOIN embedded_readings ON embedded_readings.file_hash = embedded_inputs.file_hash
      LEFT JOIN workflows ON workflows.id = embedded_readings.workflow_id
    WHERE ${sql.ref(`embedded_inputs.${side}`)} IN (SELECT value FROM ${eachOf(hashes)})
    LIMIT ${limit}`
}

/** What was run once: an execution of a workflow, or with null what is said of the workflow and of no execution. */
export interface Run {
  workflow_id: string
  execution_id: string | null
}

/** One content in a run. */
export interface RunTake extends Run {
  workflow_name: string
  node_id: string
  node_type: string
  role: 'input' | 'intermediate' | 'output'
  file_hash: string
}

/**
 * Results whose own file carries the workflow and so says what went into them: there an association knows nothing better. Where an
 * execution names what went in, that holds unless the file names something.
 */
const saysItself = sql`role <> 'input' AND EXISTS (
  SELECT 1 FROM embedded_readings WHERE embedded_readings.file_hash = videos.file_hash
    AND embedded_readings.workflow_id = workflow_videos.workflow_id
    AND (execution_id IS NULL OR EXISTS (
      SELECT 1 FROM embedded_inputs WHERE embedded_inputs.file_hash = videos.file_hash AND kind = 'input')))`

const columns = sql`workflow_videos.workflow_id, execution_id, workflows.name AS workflow_name, node_id, node_type, role, file_hash`

/** These contents in all runs in which they have one of these roles. Apart so that a test can look at its plan. */
export function takesOfContentsQuery(hashes: readonly string[], roles: readonly RunTake['role'][], limit: number) {
  return sql<RunTake>`
    SELECT ${columns} FROM ${eachOf(hashes)} AS chosen
      CROSS JOIN videos ON videos.file_hash = chosen.value
      CROSS JOIN workflow_videos ON workflow_videos.video_id = videos.id
      CROSS JOIN workflows ON workflows.id = workflow_videos.workflow_id
    WHERE role IN (${sql.join(roles)}) AND NOT (${saysItself})
    LIMIT ${limit}`
}

/**
 * All contents with one of these roles in these runs, but for results that say themselves what went in. Apart so that a test can
 * look at its plan.
 */
export function takesOfRunsQuery(runs: readonly Run[], roles: readonly RunTake['role'][], limit: number) {
  const rest = sql`
      AND role IN (${sql.join(roles)})
    CROSS JOIN workflows ON workflows.id = workflow_videos.workflow_id
    CROSS JOIN videos ON videos.id = workflow_videos.video_id
    WHERE NOT (${saysItself})`
  return sql<RunTake>`
    SELECT ${columns} FROM ${eachOf(runs)} AS run CROSS JOIN workflow_videos
      ON execution_id = run.value ->> 'execution_id' AND workflow_id = run.value ->> 'workflow_id'
      ${rest}
    UNION ALL
    SELECT ${columns} FROM ${eachOf(runs)} AS run CROSS JOIN workflow_videos
      ON run.value ->> 'execution_id' IS NULL AND workflow_id = run.value ->> 'workflow_id' AND execution_id IS NULL
      ${rest}
    LIMIT ${limit}`
}

/** The definition that a run ran; that of the workflow where none was kept. */
export async function readRunDefinition(db: Db, { workflow_id, execution_id }: Run): Promise<string | undefined> {
  const { rows } = await sql<{ definition: string }>`
    SELECT coalesce((
      SELECT definitions.definition FROM executed_definitions
        JOIN definitions ON definitions.id = executed_definitions.definition_id WHERE execution_id = ${execution_id}
    ), workflows.definition) AS definition FROM workflows WHERE id = ${workflow_id}`.execute(db)
  return rows[0]?.definition
}

/** What is known of a content, whether it is a video, an image or neither. */
export interface ContentFacts {
  hash: string
  video_id: string | null
  video_name: string | null
  image_id: string | null
  image_name: string | null
  codec: string | null
  duration_seconds: number | null
  missing_since: string | null
  /** What another content's file calls it. */
  called: string | null
  /** Where it was seen, or what was made of it or made it. */
  path: string | null
}

/**
 * The facts of contents (without their algorithm where that is SHA-256): of the oldest video or the image where there is one, else
 * what it is called elsewhere. Apart so that a test can look at its plan.
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
