import type { Association, Role } from '../../../shared/contract/workflows.ts'
import { findNode } from '../../../shared/workflow/inside-subgraph.ts'
import { parseDefinition } from '../../../shared/workflow/parse-definition.ts'
import type { Core } from '../../core.ts'
import type { Transaction } from '../../database/connection/write.ts'
import { requireExecution } from '../../database/executions.ts'
import { requireVideo } from '../../database/videos.ts'
import { findAssociation, upsertAssociation } from '../../database/workflows/associations.ts'
import { requireWorkflow } from '../../database/workflows.ts'
import { badField, inField } from '../calls/input.ts'

/** An association to add; `node_type` defaults to the type in the definition. */
export interface NewAssociation {
  video_id: string
  node_id: string
  node_type?: string | undefined
  role: Role
  execution_id?: string | undefined
}

/** Associates a video with a node of a workflow. @throws RushesError NOT_FOUND, BAD_INPUT; nothing is changed then. */
export async function associate(core: Core, workflowId: string, association: NewAssociation): Promise<Association> {
  return await core.write(async (transaction) => {
    const { db, touch } = transaction
    await associateAll(transaction, workflowId, [association])
    touch('workflows', 'videos')
    const { video_id, node_id } = association
    const kept = await findAssociation(db, { workflow_id: workflowId, video_id, node_id })
    if (!kept) throw new Error('The association is gone right after it was written.')
    return kept
  })
}

/**
 * Associates videos with nodes of one workflow, within a transaction. `field` is the field of the input that lists
 * them, for errors.
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
  for (const [index, { execution_id, ...association }] of associations.entries()) {
    const at = field && `${field}.${index}.`
    await inField(`${at}video_id`, () => requireVideo(db, association.video_id))
    const ownType = findNode(graph, association.node_id)?.type
    if (ownType === undefined) throw badField(`${at}node_id`, `“${name}” has no node “${association.node_id}”.`)
    if (execution_id !== undefined) {
      const execution = await inField(`${at}execution_id`, () => requireExecution(db, execution_id))
      if (execution.workflow_id !== workflowId) {
        throw badField(`${at}execution_id`, `The execution ${execution_id} belongs to another workflow.`)
      }
    }
    await upsertAssociation(db, {
      workflow_id: workflowId,
      ...association,
      node_type: association.node_type ?? ownType,
      execution_id: execution_id ?? null,
      created_at: now,
    })
  }
}
