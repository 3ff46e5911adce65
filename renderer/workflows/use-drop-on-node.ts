import { createContext, useContext } from 'react'
import type { Role } from '../../shared/contract/workflows.ts'
import type { WorkflowNode } from '../../shared/workflow/graph.ts'
import type { DraggedContent } from '../components/takes/take-drag.ts'

/** Adds dropped takes and images to a node. */
export type DropOnNode = (node: WorkflowNode, role: Role, contents: readonly DraggedContent[]) => void

export const DropOnNodeContext = createContext<DropOnNode>(() => undefined)

export function useDropOnNode(): DropOnNode {
  return useContext(DropOnNodeContext)
}
