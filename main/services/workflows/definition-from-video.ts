import { RushesError } from '../../../shared/errors.ts'
import type { Db } from '../../database/connection/connection.ts'
import { showObject } from '../../database/connection/json-column.ts'
import { findGeneration } from '../../database/generations.ts'
import type { ListedVideo } from '../../database/videos/listed-video.ts'

const node_id = 'generate'

/**
 * Returns a definition of one node that holds the generation details of a video, and the id of that node.
 * @throws RushesError CONFLICT if it has none.
 */
export async function definitionFromVideo(db: Db, { id, name }: ListedVideo) {
  const generation = await findGeneration(db, { video_id: id })
  if (!generation) {
    throw new RushesError('CONFLICT', `“${name}” has no generation details. Add them on its page first.`)
  }
  const { provider, model, prompt, generation_params } = generation
  const config = { provider, model, prompt, ...showObject(generation_params) }
  return { node_id, definition: { nodes: [{ id: node_id, type: model ?? provider, config }], connections: [] } }
}
