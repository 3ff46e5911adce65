import { type RawBuilder, sql } from 'kysely'
import type { Subject } from '../../../shared/history.ts'
import type { Db } from '../connection/connection.ts'

/** Tables whose rows name an image by its content. */
const imageTables = ['image_generation', 'workflow_images', 'tagged_images', 'image_notes']
/** Selects the content of a row of `analysis_jobs`, which an undo may have deleted. */
const contentOfAnalysis = sql`substr(coalesce(
  (SELECT file_hash FROM analysis_jobs WHERE analysis_jobs.id = row.subject), row.new ->> 'file_hash', row.old ->> 'file_hash'), 8)`
const ofImages = sql.join(imageTables.map((table) => sql.lit(table)))

/** The rows of an entry that are read for its first subjects. */
const rowsRead = 200

/**
 * Lists the first takes, images and workflows that an entry changed, with their present names; null if one is neither
 * in the library nor in the trash.
 */
export async function listSubjects(db: Db, entry: number, limit: number): Promise<Subject[]> {
  const { rows } = await sql<Subject>`
    WITH changed AS (
      SELECT min(row.seq) AS seq, CASE
        WHEN row.tbl IN (${ofImages}) THEN (SELECT Id FROM media WHERE file_hash = row.subject)
        WHEN row.tbl = 'analysis_jobs' THEN (SELECT id FROM videos WHERE file_hash = ${contentOfAnalysis})
        ELSE row.subject END AS id, CASE
        WHEN row.tbl IN ('videos', 'tagged_videos', 'video_generation', 'workflow_videos', 'video_versions',
          'collected_videos', 'video_notes', 'analysis_jobs') THEN 'video'
        WHEN row.tbl = 'media' OR row.tbl IN (${ofImages}) THEN 'image'
        WHEN row.tbl = 'workflows' THEN 'workflow' END AS kind
      FROM (
        SELECT row.* FROM journal_parts AS part JOIN journal_rows AS row ON row.seq BETWEEN part.first_seq AND part.last_seq
        WHERE part.entry_id = ${entry} AND row.op <> 'replace' ORDER BY row.seq LIMIT ${rowsRead}
      ) AS row GROUP BY 2, 3)
    SELECT kind, id, CASE kind
      WHEN 'video' THEN coalesce((SELECT name FROM videos WHERE videos.id = changed.id),
        (SELECT video ->> 'name' FROM removed_videos WHERE removed_videos.id = changed.id))
      WHEN 'image' THEN coalesce((SELECT Name FROM media WHERE media.Id = changed.id),
        (SELECT media ->> 'Name' FROM removed_media WHERE removed_media.id = changed.id))
      ELSE coalesce((SELECT name FROM workflows WHERE workflows.id = changed.id),
        (SELECT workflow ->> 'name' FROM removed_workflows WHERE removed_workflows.id = changed.id)) END AS name,
      CASE kind
        WHEN 'video' THEN EXISTS (SELECT 1 FROM videos WHERE videos.id = changed.id)
        WHEN 'image' THEN EXISTS (SELECT 1 FROM media WHERE media.Id = changed.id)
        ELSE EXISTS (SELECT 1 FROM workflows WHERE workflows.id = changed.id) END AS is_present
    FROM changed WHERE kind IS NOT NULL AND id IS NOT NULL ORDER BY seq LIMIT ${limit}`.execute(db)
  return rows.map((row) => ({ ...row, id: String(row.id), is_present: Boolean(row.is_present) }))
}

/**
 * Finds the take, image, workflow or collection that a changed row belongs to: its name in quotes, and whether it is in
 * the library and not in the trash. Anything else has its id as its name.
 */
export async function findSubject(
  db: Db,
  { tbl, subject }: { tbl: string; subject: unknown },
): Promise<{ name: string; isPresent: boolean }> {
  const [present, removed] = namesOf(tbl, subject)
  const { rows } = await sql<{ name: string; is_present: number }>`
    SELECT * FROM (SELECT * FROM (${present}) UNION ALL SELECT * FROM (${removed})) LIMIT 1`.execute(db)
  const [found] = rows
  return { name: `“${found?.name ?? String(subject)}”`, isPresent: found?.is_present !== 0 }
}

/** Returns the queries for the name of a subject in the library and in the trash. */
function namesOf(tbl: string, id: unknown): [RawBuilder<unknown>, RawBuilder<unknown>] {
  if (tbl === 'workflows')
    return [
      sql`SELECT name, 1 AS is_present FROM workflows WHERE id = ${id}`,
      sql`SELECT workflow ->> 'name', 0 FROM removed_workflows WHERE id = ${id}`,
    ]
  if (tbl === 'media')
    return [
      sql`SELECT Name AS name, 1 AS is_present FROM media WHERE Id = ${id}`,
      sql`SELECT media ->> 'Name', 0 FROM removed_media WHERE id = ${id}`,
    ]
  if (imageTables.includes(tbl))
    return [
      sql`SELECT Name AS name, 1 AS is_present FROM media WHERE file_hash = ${id}`,
      sql`SELECT media ->> 'Name', 0 FROM removed_media WHERE file_hash = ${id}`,
    ]
  if (tbl === 'analysis_jobs')
    return [
      sql`SELECT coalesce(videos.name, analysis_jobs.file_path) AS name, 1 AS is_present FROM analysis_jobs
        LEFT JOIN videos ON videos.file_hash = substr(analysis_jobs.file_hash, 8) WHERE analysis_jobs.id = ${id}`,
      sql`SELECT 'Correction ' || ${id}, 0`,
    ]
  if (tbl === 'collections')
    return [
      sql`SELECT name, 1 AS is_present FROM collections WHERE id = ${id}`,
      sql`SELECT name, 1 FROM collections WHERE false`,
    ]
  return [
    sql`SELECT name, 1 AS is_present FROM videos WHERE id = ${id} OR file_hash = ${id}`,
    sql`SELECT video ->> 'name', 0 FROM removed_videos WHERE id = ${id}`,
  ]
}
