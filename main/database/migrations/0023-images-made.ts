import type { Database } from 'better-sqlite3'

/**
 * Generation details and workflow nodes of images, as `video_generation` and `workflow_videos` say
 * of videos, by content. Both were derived from the readings of files before; those are written down here, so that a
 * person or a program can change them.
 */
export function up(database: Database): void {
  database.exec(`
    CREATE TABLE image_generation (
      file_hash TEXT PRIMARY KEY,
      provider TEXT,
      model TEXT,
      prompt TEXT,
      generation_params TEXT,
      job_id TEXT,
      status TEXT,
      error TEXT,
      started_at TEXT,
      completed_at TEXT
    ) STRICT;
    CREATE TABLE workflow_images (
      workflow_id TEXT NOT NULL REFERENCES workflows (id) ON DELETE CASCADE,
      file_hash TEXT NOT NULL,
      node_id TEXT NOT NULL,
      node_type TEXT NOT NULL,
      role TEXT NOT NULL,
      execution_id TEXT REFERENCES workflow_executions (id) ON DELETE SET NULL,
      created_at TEXT DEFAULT CURRENT_TIMESTAMP,
      PRIMARY KEY (workflow_id, file_hash, node_id)
    ) STRICT;
    CREATE INDEX workflow_images_by_content ON workflow_images (file_hash);
    CREATE INDEX workflow_images_by_execution ON workflow_images (execution_id, role) WHERE execution_id IS NOT NULL;
    ALTER TABLE removed_workflows ADD COLUMN images TEXT NOT NULL DEFAULT '[]';

    INSERT INTO image_generation (file_hash, provider, model, prompt, generation_params)
    SELECT file_hash, details ->> 'provider', details ->> 'model', details ->> 'prompt',
      nullif(json_remove(details, '$.provider', '$.model', '$.prompt'), '{}')
    FROM (
      SELECT media.file_hash, reading -> '$.details' AS details FROM media
        JOIN embedded_readings ON embedded_readings.file_hash = media.file_hash
      WHERE MediaType = 'Image' AND json_valid(reading))
    WHERE json_type(details) = 'object';

    INSERT INTO workflow_images (workflow_id, file_hash, node_id, node_type, role)
    SELECT workflows.id, media.file_hash, reading ->> '$.output_node.id', reading ->> '$.output_node.type', 'output'
    FROM media JOIN embedded_readings ON embedded_readings.file_hash = media.file_hash
      JOIN workflows ON workflows.id = embedded_readings.workflow_id
    WHERE MediaType = 'Image' AND json_valid(reading) AND json_type(reading, '$.output_node') = 'object';
    INSERT OR IGNORE INTO workflow_images (workflow_id, file_hash, node_id, node_type, role)
    SELECT workflows.id, media.file_hash, node_id, ifnull(node_type, ''), 'input'
    FROM media JOIN embedded_inputs ON embedded_inputs.input_hash = media.file_hash
      JOIN embedded_readings ON embedded_readings.file_hash = embedded_inputs.file_hash
      JOIN workflows ON workflows.id = embedded_readings.workflow_id
    WHERE MediaType = 'Image' AND evidence IS NOT NULL AND node_id IS NOT NULL
    ORDER BY embedded_readings.rowid;
  `)
}
