import { sql } from 'kysely'
import type { Db } from '../connection/connection.ts'

/** An image that was the input of a node, as the file of a video of the workflow says. */
export interface WorkflowImage {
  node_id: string
  image_id: string
  name: string
  file_hash: string
  missing_since: string | null
  /** The execution that made the video, if known. */
  execution_id: string | null
}

const most = 500

/** Returns the query of `listWorkflowImages`. */
export function workflowImagesQuery(workflowId: string) {
  return sql<WorkflowImage>`
    SELECT embedded_inputs.node_id, media.Id AS image_id, media.Name AS name, media.file_hash, execution_id,
      (SELECT missing_since FROM locations WHERE path = media.Path) AS missing_since
    FROM workflow_videos
      CROSS JOIN videos ON videos.id = workflow_videos.video_id
      CROSS JOIN embedded_readings ON embedded_readings.file_hash = videos.file_hash
        AND embedded_readings.workflow_id = workflow_videos.workflow_id
      CROSS JOIN embedded_inputs ON embedded_inputs.file_hash = videos.file_hash
      CROSS JOIN media ON media.file_hash = embedded_inputs.input_hash AND media.MediaType = 'Image'
    WHERE workflow_videos.workflow_id = ${workflowId} AND role = 'output' AND kind = 'input' AND embedded_inputs.node_id IS NOT NULL
    GROUP BY embedded_inputs.node_id, media.Id, execution_id
    ORDER BY max(workflow_videos.rowid) DESC
    LIMIT ${most}`
}

/** Lists the images that were inputs of the nodes of a workflow, those of its newest videos first. */
export async function listWorkflowImages(db: Db, workflowId: string): Promise<WorkflowImage[]> {
  return (await workflowImagesQuery(workflowId).execute(db)).rows
}
