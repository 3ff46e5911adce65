import { createContext, useContext } from 'react'
import type { Role } from '../../shared/contract/workflows.ts'
import type { WorkflowNode } from '../../shared/workflow/graph.ts'

/** Adds dropped takes to a node. */
export type DropOnNode = (node: WorkflowNode, role: Role, ids: readonly string[]) => void

export const DropOnNodeContext = createContext<DropOnNode>(() => undefined)

export function useDropOnNode(): DropOnNode {
  return useContext(DropOnNodeContext)
}
