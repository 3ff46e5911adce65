import type { Association, ContentAssociation, Role } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { offerUndo } from '../components/offer-undo.ts'

/** A node of a workflow and the role of takes at it. */
export interface AssociationTarget {
  workflowId: string
  nodeId: string
  nodeName: string
  role: Role
}

/** Restores an association as it was. */
function restore(association: Association | ContentAssociation) {
  const { workflow_id, video_id, node_id, node_type, role, execution_id } = association
  return client.workflows.associate({
    workflow_id,
    ...(video_id === null ? { file_hash: (association as ContentAssociation).file_hash } : { video_id }),
    node_id,
    node_type,
    role: role as Role,
    ...(execution_id === null ? {} : { execution_id }),
  })
}

/** Adds takes to a node and offers Undo, which also restores the roles that they had at it before. */
export async function associateTakes(
  { workflowId, nodeId, nodeName, role }: AssociationTarget,
  ids: readonly string[],
  before: readonly Association[],
): Promise<void> {
  const added: string[] = []
  try {
    for (const video_id of ids) {
      const was = before.find((one) => one.video_id === video_id && one.node_id === nodeId)
      await client.workflows.associate({
        workflow_id: workflowId,
        video_id,
        node_id: nodeId,
        role,
        ...(was?.execution_id ? { execution_id: was.execution_id } : {}),
      })
      added.push(video_id)
    }
  } catch (error) {
    showError(error)
  }
  if (added.length === 0) return
  offerUndo(`${formatCount(added.length, 'take')} added to ${nodeName} as ${role}`, async () => {
    for (const video_id of added) {
      const was = before.find((one) => one.video_id === video_id && one.node_id === nodeId)
      await (was ? restore(was) : client.workflows.dissociate({ workflow_id: workflowId, video_id, node_id: nodeId }))
    }
  })
}

type Removable = { workflow_id: string; node_id: string; name: string } & ({ video_id: string } | { file_hash: string })

/** Removes a take, or an image by its content, from a node and offers Undo. */
export async function dissociate(association: Removable): Promise<void> {
  const { workflow_id, node_id, name } = association
  const content = 'video_id' in association ? { video_id: association.video_id } : { file_hash: association.file_hash }
  try {
    const was = await client.workflows.dissociate({ workflow_id, node_id, ...content })
    offerUndo(`${name} is no longer ${was.role} of this node`, () => restore(was))
  } catch (error) {
    showError(error)
  }
}
