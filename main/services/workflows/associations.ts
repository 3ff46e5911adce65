import type { ContentAssociation, Role } from '../../../shared/contract/workflows.ts'
import { RushesError } from '../../../shared/errors.ts'
import { findNode } from '../../../shared/workflow/inside-subgraph.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import type { Core } from '../../core.ts'
import type { Db } from '../../database/connection/connection.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { type FoundContent, findContent } from '../../database/contents/find-content.ts'
import { requireExecution } from '../../database/executions.ts'
import { requireVideo } from '../../database/videos.ts'
import { deleteAssociation, findAssociation, upsertAssociation } from '../../database/workflows/associations.ts'
import { requireWorkflow } from '../../database/workflows.ts'
import { badField, inField } from '../calls/input.ts'

/** Names a video by its id, or a video or an image by its content. */
interface GivenContent {
  video_id?: string | undefined
  file_hash?: string | undefined
}

/** An association to add; `node_type` defaults to the type in the definition. */
export interface NewAssociation extends GivenContent {
  node_id: string
  node_type?: string | undefined
  role: Role
  execution_id?: string | undefined
}

async function requireContent(
  db: Db,
  { video_id, file_hash }: GivenContent,
  at = '',
): Promise<Pick<FoundContent, 'key' | 'file_hash'>> {
  if ((video_id === undefined) === (file_hash === undefined))
    throw badField(`${at}video_id`, 'It takes a video or a hash, and not both.')
  if (video_id !== undefined) {
    const video = await inField(`${at}video_id`, () => requireVideo(db, video_id))
    return { key: { video_id }, file_hash: video.file_hash }
  }
  const content = await findContent(db, file_hash ?? '')
  if (!content) throw badField(`${at}file_hash`, `The library has no video or image with the content ${file_hash}.`)
  return content
}

async function find(
  db: Db,
  { key, file_hash }: Pick<FoundContent, 'key' | 'file_hash'>,
  at: { workflow_id: string; node_id: string },
): Promise<ContentAssociation> {
  const association = await findAssociation(db, { ...key, ...at })
  if (!association) throw new RushesError('NOT_FOUND', `The content has no association with the node “${at.node_id}”.`)
  return { ...association, video_id: 'video_id' in key ? key.video_id : null, file_hash }
}

/**
 * Associates a video or an image with a node of a workflow.
 * @throws RushesError NOT_FOUND, BAD_INPUT; nothing is changed then.
 */
export async function associate(
  core: Core,
  workflow_id: string,
  association: NewAssociation,
): Promise<ContentAssociation> {
  return await core.write(async (transaction) => {
    const { db, touch } = transaction
    await associateAll(transaction, workflow_id, [association])
    touch('workflows', 'videos', 'images')
    return await find(db, await requireContent(db, association), { workflow_id, node_id: association.node_id })
  })
}

/** Removes the association of a video or an image with a node. @throws RushesError NOT_FOUND, BAD_INPUT */
export async function dissociate(
  core: Core,
  { workflow_id, node_id, ...given }: GivenContent & { workflow_id: string; node_id: string },
): Promise<ContentAssociation> {
  return await core.write(async ({ db, touch }) => {
    const content = await requireContent(db, given)
    const association = await find(db, content, { workflow_id, node_id })
    await deleteAssociation(db, { ...content.key, workflow_id, node_id })
    touch('workflows', 'videos', 'images')
    return association
  })
}

/**
 * Associates videos and images with nodes of one workflow, within a transaction. `field` is the field of the input that
 * lists them, for errors.
 * @throws RushesError NOT_FOUND, BAD_INPUT
 */
export async function associateAll(
  { db, now }: Transaction,
  workflowId: string,
  associations: readonly NewAssociation[],
  field = '',
): Promise<void> {
  if (associations.length === 0) return
  const { name, definition } = await requireWorkflow(db, workflowId)
  const graph = parseDefinition(definition)
  for (const [index, association] of associations.entries()) {
    const { node_id, node_type, role, execution_id } = association
    const at = field && `${field}.${index}.`
    const { key } = await requireContent(db, association, at)
    const ownType = findNode(graph, node_id)?.type
    if (ownType === undefined) throw badField(`${at}node_id`, `“${name}” has no node “${node_id}”.`)
    if (execution_id !== undefined) {
      const execution = await inField(`${at}execution_id`, () => requireExecution(db, execution_id))
      if (execution.workflow_id !== workflowId) {
        throw badField(`${at}execution_id`, `The execution ${execution_id} belongs to another workflow.`)
      }
    }
    await upsertAssociation(db, {
      ...key,
      workflow_id: workflowId,
      node_id,
      node_type: node_type ?? ownType,
      role,
      execution_id: execution_id ?? null,
      created_at: now,
    })
  }
}
