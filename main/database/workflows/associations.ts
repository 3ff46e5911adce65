import { sql } from 'kysely'
import type { Db, WritableDb } from '../connection/connection.ts'
import { withTimes } from '../connection/timestamp.ts'
import type { ContentKey } from '../contents/find-content.ts'

/** The key of an association of a video or an image. */
export type AssociationKey = { workflow_id: string; node_id: string } & ContentKey

/** The columns of `workflow_videos` and `workflow_images`, without the video or image. */
export interface AssociationColumns {
  workflow_id: string
  node_id: string
  node_type: string
  role: string
  execution_id: string | null
  created_at: string | null
}

function rowOf(key: AssociationKey) {
  return 'video_id' in key
    ? { table: sql.table('workflow_videos'), column: sql.ref('video_id'), id: key.video_id }
    : { table: sql.table('workflow_images'), column: sql.ref('file_hash'), id: key.file_hash }
}

/** Upserts an association by workflow, node and video or image. */
export async function upsertAssociation(
  db: WritableDb,
  association: AssociationKey & Omit<AssociationColumns, 'workflow_id' | 'node_id'>,
): Promise<void> {
  const { table, column, id } = rowOf(association)
  const { workflow_id, node_id, node_type, role, execution_id, created_at } = association
  await sql`
    INSERT INTO ${table} (workflow_id, ${column}, node_id, node_type, role, execution_id, created_at)
    VALUES (${workflow_id}, ${id}, ${node_id}, ${node_type}, ${role}, ${execution_id}, ${created_at})
    ON CONFLICT (workflow_id, ${column}, node_id) DO UPDATE SET node_type = excluded.node_type, role = excluded.role,
      execution_id = excluded.execution_id, created_at = excluded.created_at`.execute(db)
}

/** Returns the association of a video or an image with a node, or undefined. */
export async function findAssociation(db: Db, key: AssociationKey): Promise<AssociationColumns | undefined> {
  const { table, column, id } = rowOf(key)
  const { rows } = await sql<AssociationColumns>`
    SELECT workflow_id, node_id, node_type, role, execution_id, created_at FROM ${table}
    WHERE workflow_id = ${key.workflow_id} AND ${column} = ${id} AND node_id = ${key.node_id}`.execute(db)
  return rows[0] && withTimes(rows[0])
}

/** Deletes an association. */
export async function deleteAssociation(db: WritableDb, key: AssociationKey): Promise<void> {
  const { table, column, id } = rowOf(key)
  await sql`
    DELETE FROM ${table}
    WHERE workflow_id = ${key.workflow_id} AND ${column} = ${id} AND node_id = ${key.node_id}`.execute(db)
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

/** Lists the ids of the videos at any node of a workflow. */
export async function listAssociatedIds(db: Db, workflowId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('workflow_videos')
    .select('video_id')
    .distinct()
    .where('workflow_id', '=', workflowId)
    .execute()
  return rows.map(({ video_id }) => video_id)
}
