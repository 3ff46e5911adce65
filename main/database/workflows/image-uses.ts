import { sql } from 'kysely'
import type { ContentUse } from '../../../shared/contract/workflows.ts'
import type { Db } from '../connection/connection.ts'
import { withTimes } from '../connection/timestamp.ts'

/** Lists the associations of an image with workflows, newest first. */
export async function listImageUses(db: Db, fileHash: string): Promise<ContentUse[]> {
  const rows = await db
    .selectFrom('workflow_images')
    .innerJoin('workflows', 'workflows.id', 'workflow_images.workflow_id')
    .leftJoin('workflow_executions', 'workflow_executions.id', 'workflow_images.execution_id')
    .where('workflow_images.file_hash', '=', fileHash)
    .selectAll('workflow_images')
    .select([
      'workflows.name as workflow_name',
      'workflow_executions.status as execution_status',
      'workflow_executions.started_at as execution_started_at',
    ])
    .orderBy(sql`workflow_images.rowid`, 'desc')
    .execute()
  return rows.map(withTimes)
}
