import type { BundleSelection } from '../../../shared/contract/bundles.ts'
import type { Database } from '../connection/connection.ts'

const isContent = "file_hash GLOB '[0-9a-f]*' AND length(file_hash) = 64"

/** Returns whether a selection names nothing, and so means all of the library. */
export function isEverything(selection: BundleSelection): boolean {
  return Object.values(selection).every((ids) => ids.length === 0)
}

/**
 * Fills temporary tables with the ids of what a bundle of `selection` contains: with a workflow its runs, takes and
 * images and what these were made from; with a take or an image the workflows and runs that made it; with a template
 * nothing else.
 */
export function choose(database: Database, selection: BundleSelection): void {
  for (const name of ['videos', 'images', 'workflows', 'executions', 'collections', 'timelines'])
    database.exec(`CREATE TEMP TABLE chosen_${name} (id PRIMARY KEY) WITHOUT ROWID`)
  database.exec('CREATE TEMP TABLE chosen_contents (file_hash PRIMARY KEY) WITHOUT ROWID')
  if (isEverything(selection)) chooseAll(database)
  else chooseSome(database, selection)
}

function chooseAll(database: Database): void {
  database.exec(`
    INSERT INTO chosen_videos SELECT id FROM videos WHERE id IS NOT NULL AND ${isContent};
    INSERT INTO chosen_images SELECT Id FROM media WHERE Id IS NOT NULL AND MediaType = 'Image' AND ${isContent};
    INSERT INTO chosen_workflows SELECT id FROM workflows WHERE id IS NOT NULL;
    INSERT INTO chosen_executions SELECT id FROM workflow_executions WHERE id IS NOT NULL;
    INSERT INTO chosen_collections SELECT id FROM collections;
    INSERT INTO chosen_timelines SELECT id FROM timelines WHERE removed_at IS NULL;
    ${contentsOfChosen}`)
}

const contentsOfChosen = `
    INSERT OR IGNORE INTO chosen_contents SELECT file_hash FROM videos WHERE id IN (SELECT id FROM chosen_videos);
    INSERT OR IGNORE INTO chosen_contents SELECT file_hash FROM media WHERE Id IN (SELECT id FROM chosen_images);`

function chooseSome(database: Database, selection: BundleSelection): void {
  const add = (sql: string, ids: readonly string[]) => database.prepare(sql).run(JSON.stringify(ids))
  const asked = '(SELECT value FROM json_each(?))'
  add(`INSERT INTO chosen_workflows SELECT id FROM workflows WHERE id IN ${asked}`, selection.workflow_ids)
  add(`INSERT INTO chosen_collections SELECT id FROM collections WHERE id IN ${asked}`, selection.collection_ids)
  add(`INSERT INTO chosen_videos SELECT id FROM videos WHERE id IN ${asked} AND ${isContent}`, selection.video_ids)
  add(`INSERT INTO chosen_images SELECT Id FROM media WHERE Id IN ${asked} AND ${isContent}`, selection.image_ids)
  database.exec(`
    INSERT OR IGNORE INTO chosen_videos SELECT videos.id FROM workflow_videos
      JOIN videos ON videos.id = video_id WHERE workflow_id IN (SELECT id FROM chosen_workflows) AND ${isContent};
    INSERT OR IGNORE INTO chosen_videos SELECT videos.id FROM collected_videos
      JOIN videos ON videos.id = video_id WHERE collection_id IN (SELECT id FROM chosen_collections) AND ${isContent};
    INSERT OR IGNORE INTO chosen_images SELECT media.Id FROM workflow_images JOIN media USING (file_hash)
      WHERE workflow_id IN (SELECT id FROM chosen_workflows) AND MediaType = 'Image';
    INSERT OR IGNORE INTO chosen_executions
      SELECT id FROM workflow_executions WHERE workflow_id IN (SELECT id FROM chosen_workflows);
    ${contentsOfChosen}`)
  if (selection.workflow_ids.length > 0) addAncestors(database)
  database.exec(`
    INSERT OR IGNORE INTO chosen_workflows SELECT workflow_id FROM workflow_videos
      WHERE video_id IN (SELECT id FROM chosen_videos);
    INSERT OR IGNORE INTO chosen_workflows SELECT workflow_id FROM workflow_images
      WHERE file_hash IN (SELECT file_hash FROM chosen_contents);
    INSERT OR IGNORE INTO chosen_executions SELECT execution_id FROM workflow_videos
      WHERE video_id IN (SELECT id FROM chosen_videos) AND execution_id IS NOT NULL;
    INSERT OR IGNORE INTO chosen_executions SELECT execution_id FROM workflow_images
      WHERE file_hash IN (SELECT file_hash FROM chosen_contents) AND execution_id IS NOT NULL;
    INSERT INTO chosen_timelines SELECT id FROM timelines
      WHERE removed_at IS NULL AND source_asset_id IN (SELECT id FROM chosen_videos);`)
  add(`INSERT OR IGNORE INTO chosen_workflows SELECT id FROM workflows WHERE id IN ${asked}`, selection.template_ids)
}

/** Adds what the chosen contents were made from, by processing, step by step. */
function addAncestors(database: Database): void {
  database.exec(`
    INSERT OR IGNORE INTO chosen_contents
    WITH RECURSIVE made_from (hash) AS (
      SELECT 'sha256:' || file_hash FROM chosen_contents
      UNION SELECT input_hash FROM made_from JOIN processing_jobs ON output_hash = made_from.hash
      UNION SELECT processing_inputs.hash FROM made_from JOIN processing_jobs ON output_hash = made_from.hash
        JOIN processing_inputs USING (job_id)
    ) SELECT videos.file_hash FROM made_from JOIN videos ON 'sha256:' || videos.file_hash = made_from.hash;
    INSERT OR IGNORE INTO chosen_videos SELECT id FROM videos WHERE file_hash IN (SELECT file_hash FROM chosen_contents);`)
}
