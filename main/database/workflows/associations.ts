import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { withTimes } from '../connection/timestamp.ts'
import type { Tables } from '../tables.ts'

/** Upserts an association by workflow, video and node. */
export async function upsertAssociation(
  db: WritableDb,
  association: Insertable<Tables['workflow_videos']>,
): Promise<void> {
  const { workflow_id: _workflow, video_id: _video, node_id: _node, ...rest } = association
  await db
    .insertInto('workflow_videos')
    .values(association)
    .onConflict((conflict) => conflict.columns(['workflow_id', 'video_id', 'node_id']).doUpdateSet(rest))
    .execute()
}

/** The key of an association. */
export interface AssociationKey {
  workflow_id: string
  video_id: string
  node_id: string
}

/** Returns the association of a video with a node, or undefined. */
export async function findAssociation(
  db: Db,
  key: AssociationKey,
): Promise<Selectable<Tables['workflow_videos']> | undefined> {
  const row = await db
    .selectFrom('workflow_videos')
    .selectAll()
    .where('workflow_id', '=', key.workflow_id)
    .where('video_id', '=', key.video_id)
    .where('node_id', '=', key.node_id)
    .executeTakeFirst()
  return row && withTimes(row)
}

/** Deletes an association. */
export async function deleteAssociation(db: WritableDb, key: AssociationKey): Promise<void> {
  await db
    .deleteFrom('workflow_videos')
    .where('workflow_id', '=', key.workflow_id)
    .where('video_id', '=', key.video_id)
    .where('node_id', '=', key.node_id)
    .execute()
}

/** Lists the videos of a workflow or of an execution, newest association first. */
export async function listAssociatedVideos(db: Db, of: { workflow_id: string } | { execution_id: string }) {
  const [[column, value] = ['', '']] = Object.entries(of)
  const rows = await db
    .selectFrom('workflow_videos')
    .innerJoin('videos', 'videos.id', 'workflow_videos.video_id')
    .where(sql.ref(`workflow_videos.${column}`), '=', value)
    .selectAll('workflow_videos')
    .select(['videos.name', 'videos.file_path', 'videos.file_hash', 'videos.resolution', 'videos.duration_seconds'])
    .orderBy(sql`workflow_videos.rowid`, 'desc')
    .execute()
  return rows.map(withTimes)
}

/** Lists the associations of a video with workflows, newest first. */
export async function listVideoUses(db: Db, videoId: string) {
  const rows = await db
    .selectFrom('workflow_videos')
    .innerJoin('workflows', 'workflows.id', 'workflow_videos.workflow_id')
    .leftJoin('workflow_executions', 'workflow_executions.id', 'workflow_videos.execution_id')
    .where('workflow_videos.video_id', '=', videoId)
    .selectAll('workflow_videos')
    .select([
      'workflows.name as workflow_name',
      'workflow_executions.status as execution_status',
      'workflow_executions.started_at as execution_started_at',
    ])
    .orderBy(sql`workflow_videos.rowid`, 'desc')
    .execute()
  return rows.map(withTimes)
}
