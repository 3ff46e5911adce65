import type { Role, WorkflowDetails } from '../../shared/contract/workflows.ts'
import { formatCount } from '../../shared/units.ts'
import { client } from '../client.ts'
import { showError } from '../components/notice.tsx'
import { newStep, offerUndoOf } from '../components/offer-undo.ts'
import type { DraggedContent } from '../components/takes/take-drag.ts'
import { texts } from './texts.ts'

/** A node of a workflow and the role of takes and images at it. */
export interface AssociationTarget {
  workflow: WorkflowDetails
  nodeId: string
  nodeName: string
  role: Role
}

/** Returns the association of a take or an image with a node, as the workflow has it; undefined if there is none. */
export function associationOf({ videos, images }: WorkflowDetails, nodeId: string, content: DraggedContent) {
  return 'video_id' in content
    ? videos.find((one) => one.video_id === content.video_id && one.node_id === nodeId)
    : images.find((one) => one.file_hash === content.file_hash && one.node_id === nodeId)
}

/** Adds takes and images to a node and offers Undo, which also restores the roles that they had at it before. */
export async function associateContents(
  { workflow, nodeId, nodeName, role }: AssociationTarget,
  contents: readonly DraggedContent[],
): Promise<void> {
  const place = { workflow_id: workflow.id, node_id: nodeId }
  const added: DraggedContent[] = []
  const step = newStep()
  try {
    for (const content of contents) {
      const execution_id = associationOf(workflow, nodeId, content)?.execution_id
      const association = { ...place, ...content, role, ...(execution_id ? { execution_id } : {}) }
      await client.workflows.associate(association, { context: { step } })
      added.push(content)
    }
  } catch (error) {
    showError(error)
  }
  if (added.length === 0) return
  offerUndoOf(step, texts.addedToAs(countOf(added), nodeName, role))
}

function countOf(contents: readonly DraggedContent[]): string {
  const takes = contents.filter((content) => 'video_id' in content).length
  const counts = [[takes, 'take'] as const, [contents.length - takes, 'image'] as const]
  return counts.flatMap(([count, noun]) => (count > 0 ? [formatCount(count, noun)] : [])).join(' and ')
}

type Removable = { workflow_id: string; node_id: string; name: string } & ({ video_id: string } | { file_hash: string })

/** Removes a take, or an image by its content, from a node and offers Undo. */
export async function dissociate(association: Removable): Promise<void> {
  const { workflow_id, node_id, name } = association
  const content = 'video_id' in association ? { video_id: association.video_id } : { file_hash: association.file_hash }
  try {
    const step = newStep()
    const was = await client.workflows.dissociate({ workflow_id, node_id, ...content }, { context: { step } })
    offerUndoOf(step, texts.isNoLongerOf(name, was.role))
  } catch (error) {
    showError(error)
  }
}
