import { type Edge, type Node, Position } from '@xyflow/react'
import type { Checkpoint } from '../../shared/contract/checkpoints.ts'
import { positionColumns } from '../../shared/workflow/column-positions.ts'
import type { PositionedNode } from '../components/graph/graph-moves.ts'
import type { Handle } from '../components/graph/handles.ts'

export interface CheckpointFace {
  checkpoint: Checkpoint
  /** True if the other checkpoint is compared with this one. */
  isCompared: boolean
  handles: readonly Handle[]
  [key: string]: unknown
}

export type CheckpointElement = Node<CheckpointFace, 'checkpoint'>
export type CheckpointFlowNode = CheckpointElement & PositionedNode

/** Pixels. */
export const checkpointSize = { width: 158, height: 66 }
/** Pixels between a checkpoint and its children. */
const step = 34
/** Pixels that the layout leaves between the columns of a workflow, which are the rows of this tree. */
const columnGap = 96

const side = (id: string, type: Handle['type'], position: Position, y: number): Handle => {
  return { id, type, position, x: checkpointSize.width / 2, y, width: 1, height: 1 }
}
const handles = [
  side('in', 'target', Position.Top, 0),
  side('out', 'source', Position.Bottom, checkpointSize.height - 1),
]

/** Returns the tree of checkpoints from top to bottom, children side by side. */
export function checkpointElements(
  checkpoints: readonly Checkpoint[],
  compared: string | undefined,
): { nodes: CheckpointFlowNode[]; edges: Edge[] } {
  const indexes = new Map(checkpoints.map(({ id }, index) => [id, index]))
  const after = checkpoints.map((): number[] => [])
  const edges: Edge[] = []
  for (const [index, { id, parent_id }] of checkpoints.entries()) {
    const parent = parent_id === null ? undefined : indexes.get(parent_id)
    if (parent === undefined || parent_id === null) continue
    after[parent]?.push(index)
    edges.push({ id, source: parent_id, target: id, sourceHandle: 'out', targetHandle: 'in', focusable: false })
  }
  // The layout goes from left to right.
  const turned = { width: checkpointSize.height + step - columnGap, height: checkpointSize.width }
  const { positions } = positionColumns(
    checkpoints.map(() => turned),
    after,
  )
  return {
    nodes: checkpoints.map((checkpoint, index): CheckpointFlowNode => {
      const { x, y } = positions[index] ?? { x: 0, y: 0 }
      return {
        id: checkpoint.id,
        type: 'checkpoint',
        position: { x: y, y: x },
        ...checkpointSize,
        measured: checkpointSize,
        handles,
        domAttributes: { 'aria-roledescription': undefined },
        data: { checkpoint, isCompared: checkpoint.id === compared, handles },
      }
    }),
    edges,
  }
}
