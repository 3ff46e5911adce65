import { sql } from 'kysely'
import type { ContentUse } from '../../../shared/contract/workflows.ts'
import type { Db } from '../connection/connection.ts'

/** Returns the query of `listImageUses`. */
export function imageUsesQuery(fileHash: string) {
  const columns = sql`workflows.id AS workflow_id, workflows.name AS workflow_name, read_at AS created_at,
    NULL AS execution_id, NULL AS execution_status, NULL AS execution_started_at`
  return sql<ContentUse>`
    SELECT ${fileHash} AS file_hash, ${columns}, 'output' AS role,
      reading ->> '$.output_node.id' AS node_id, reading ->> '$.output_node.type' AS node_type
    FROM embedded_readings JOIN workflows ON workflows.id = embedded_readings.workflow_id
    WHERE embedded_readings.file_hash = ${fileHash} AND reading ->> '$.output_node.id' IS NOT NULL
    UNION ALL
    SELECT DISTINCT ${fileHash}, ${columns}, 'input', node_id, ifnull(node_type, '')
    FROM embedded_inputs
      CROSS JOIN embedded_readings ON embedded_readings.file_hash = embedded_inputs.file_hash
      CROSS JOIN workflows ON workflows.id = embedded_readings.workflow_id
    WHERE input_hash = ${fileHash} AND evidence IS NOT NULL AND node_id IS NOT NULL
    GROUP BY workflows.id, node_id`
}

/**
 * Lists the workflows of a content that is no video: the one that its file carries, at the node that saved it, and
 * those whose nodes read it, as the files of what they made say.
 */
export async function listImageUses(db: Db, fileHash: string): Promise<ContentUse[]> {
  return (await imageUsesQuery(fileHash).execute(db)).rows
}
