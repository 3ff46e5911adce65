import { messageOf, RushesError } from '../../shared/errors.ts'
import type { WorkflowGraph } from '../../shared/workflow/graph.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'

/** A fault in a definition. */
export interface Fault {
  message: string
  /** Path of the wrong field, `connections[2].to.nodeId`; null if the fault has none. */
  path: string | null
}

/** Returns the graph of a definition, or its fault. */
export function readDefinition(text: string): { graph: WorkflowGraph; fault: null } | { graph: null; fault: Fault } {
  try {
    return { graph: parseDefinition(text), fault: null }
  } catch (error) {
    const [path] = (error instanceof RushesError && (error.data?.fields as string[] | undefined)) || []
    return { graph: null, fault: { message: messageOf(error), path: path || null } }
  }
}
