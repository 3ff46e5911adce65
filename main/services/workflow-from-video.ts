import { RushesError } from '../../shared/errors.ts'
import type { Db } from '../database/connection.ts'
import { findGeneration } from '../database/generations.ts'
import { showObject } from '../database/json-column.ts'
import type { ListedVideo } from '../database/videos.ts'

const node_id = 'generate'

/**
 * A definition of one node that holds how a video was generated, and the id of that node.
 * @throws RushesError CONFLICT where nobody knows how it was.
 */
export async function definitionFromVideo(db: Db, { id, name }: ListedVideo) {
  const generation = await findGeneration(db, id)
  if (!generation) {
    throw new RushesError('CONFLICT', `It is not known how ${name} was generated; say so first, on its page.`)
  }
  const { provider, model, prompt, generation_params } = generation
  const config = { provider, model, prompt, ...showObject(generation_params) }
  return { node_id, definition: { nodes: [{ id: node_id, type: model ?? provider, config }], connections: [] } }
}
