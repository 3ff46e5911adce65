import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'
import type { LocationRow } from '../tables.ts'

/** A take of a workflow, as far as an archive needs it. */
export interface ArchivableTake {
  id: string
  name: string
  file_hash: string
  file_path: string
  size_bytes: number
  /** True if another workflow has the take too. */
  is_shared: boolean
}

/** Returns the query of `listArchivable`. */
export function archivableQuery(workflowId: string) {
  return sql<Omit<ArchivableTake, 'is_shared'> & { is_shared: number }>`
    SELECT id, name, file_hash, file_path, ifnull(size_bytes, 0) AS size_bytes, EXISTS (
      SELECT 1 FROM workflow_videos AS other WHERE other.video_id = videos.id AND other.workflow_id <> ${workflowId}
    ) AS is_shared
    FROM videos WHERE id IN (SELECT video_id FROM workflow_videos WHERE workflow_id = ${workflowId})
    ORDER BY rowid`
}

/** Lists the takes of a workflow in any role, the oldest first. */
export async function listArchivable(db: Db, workflowId: string): Promise<ArchivableTake[]> {
  const { rows } = await archivableQuery(workflowId).execute(db)
  return rows.map(({ is_shared, ...take }) => ({ ...take, is_shared: is_shared === 1 }))
}

/** Lists the present locations of the takes of a workflow. */
export async function listPresentLocations(db: Db, workflowId: string): Promise<LocationRow[]> {
  const hashes = db
    .selectFrom('workflow_videos')
    .innerJoin('videos', 'videos.id', 'workflow_videos.video_id')
    .where('workflow_id', '=', workflowId)
    .select('videos.file_hash')
  return await db
    .selectFrom('locations')
    .selectAll()
    .where('file_hash', 'in', hashes)
    .where('missing_since', 'is', null)
    .execute()
}
