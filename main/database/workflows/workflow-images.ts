import { sql } from 'kysely'
import type { WorkflowImage } from '../../../shared/contract/workflows.ts'
import type { Db } from '../connection/connection.ts'

const most = 500

/** Returns the query of `listWorkflowImages`. */
export function workflowImagesQuery(workflowId: string) {
  return sql<WorkflowImage>`
    WITH read_for AS MATERIALIZED (
      SELECT embedded_inputs.node_id, input_hash, execution_id, max(workflow_videos.rowid) AS position
      FROM workflow_videos
        CROSS JOIN videos ON videos.id = workflow_videos.video_id
        CROSS JOIN embedded_readings ON embedded_readings.file_hash = videos.file_hash
          AND +embedded_readings.workflow_id = workflow_videos.workflow_id
        CROSS JOIN embedded_inputs ON embedded_inputs.file_hash = videos.file_hash
      WHERE workflow_videos.workflow_id = ${workflowId} AND role = 'output' AND evidence IS NOT NULL
      GROUP BY embedded_inputs.node_id, input_hash, execution_id)
    SELECT workflow_images.workflow_id, workflow_images.node_id, node_type, role, media.Id AS image_id,
      media.Name AS name, media.file_hash, workflow_images.created_at,
      coalesce(workflow_images.execution_id, read_for.execution_id) AS execution_id,
      (SELECT missing_since FROM locations WHERE path = media.Path) AS missing_since
    FROM workflow_images
      CROSS JOIN media ON media.file_hash = workflow_images.file_hash AND +media.MediaType = 'Image'
      LEFT JOIN read_for ON role = 'input' AND workflow_images.execution_id IS NULL
        AND read_for.input_hash = workflow_images.file_hash AND read_for.node_id = workflow_images.node_id
    WHERE workflow_images.workflow_id = ${workflowId}
    ORDER BY ifnull(position, 0) DESC, workflow_images.rowid DESC
    LIMIT ${most}`
}

/**
 * Lists the images that nodes of a workflow read or saved. An input is listed once for each execution whose videos name
 * it; the inputs of the newest videos come first.
 */
export async function listWorkflowImages(db: Db, workflowId: string): Promise<WorkflowImage[]> {
  return (await workflowImagesQuery(workflowId).execute(db)).rows
}
