import { sql } from 'kysely'
import type { WorkflowImage } from '../../../shared/contract/workflows.ts'
import type { Db } from '../connection/connection.ts'

const most = 500

/** Returns the query of `listWorkflowImages`. */
export function workflowImagesQuery(workflowId: string) {
  return sql<WorkflowImage>`
    SELECT node_id, role, media.Id AS image_id, media.Name AS name, media.file_hash, execution_id,
      (SELECT missing_since FROM locations WHERE path = media.Path) AS missing_since
    FROM (
      SELECT embedded_inputs.node_id, 'input' AS role, input_hash AS hash, execution_id, max(workflow_videos.rowid) AS position
      FROM workflow_videos
        CROSS JOIN videos ON videos.id = workflow_videos.video_id
        CROSS JOIN embedded_readings ON embedded_readings.file_hash = videos.file_hash
          AND +embedded_readings.workflow_id = workflow_videos.workflow_id
        CROSS JOIN embedded_inputs ON embedded_inputs.file_hash = videos.file_hash
      WHERE workflow_videos.workflow_id = ${workflowId} AND role = 'output' AND evidence IS NOT NULL
      GROUP BY embedded_inputs.node_id, input_hash, execution_id
      UNION ALL
      SELECT node_id, 'input', input_hash, NULL, 0
      FROM embedded_readings
        CROSS JOIN media AS made ON made.file_hash = embedded_readings.file_hash AND +made.MediaType = 'Image'
        CROSS JOIN embedded_inputs ON embedded_inputs.file_hash = embedded_readings.file_hash
      WHERE workflow_id = ${workflowId} AND evidence IS NOT NULL
      UNION ALL
      SELECT reading ->> '$.output_node.id', 'output', file_hash, NULL, 0
      FROM embedded_readings WHERE workflow_id = ${workflowId}
    ) CROSS JOIN media ON media.file_hash = hash AND +media.MediaType = 'Image'
    WHERE node_id IS NOT NULL
    GROUP BY node_id, role, media.Id, execution_id
    ORDER BY max(position) DESC, media.rowid DESC
    LIMIT ${most}`
}

/**
 * Lists the images that nodes of a workflow read or saved, as their own files and those of the videos say; the inputs
 * of the newest videos first.
 */
export async function listWorkflowImages(db: Db, workflowId: string): Promise<WorkflowImage[]> {
  return (await workflowImagesQuery(workflowId).execute(db)).rows
}
