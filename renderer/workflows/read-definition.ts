import { messageOf, RushesError } from '../../shared/errors.ts'
import type { WorkflowGraph } from '../../shared/workflow/graph.ts'
import { parseDefinition } from '../../shared/workflow/parse-definition.ts'

/** Why a definition cannot be read. */
export interface Fault {
  message: string
  /** The place that is wrong, `connections[2].to.nodeId`, where it is one. */
  path: string | null
}

/** The graph of a definition, or what is wrong with it. */
export function readDefinition(text: string): { graph: WorkflowGraph; fault: null } | { graph: null; fault: Fault } {
  try {
    return { graph: parseDefinition(text), fault: null }
  } catch (error) {
    const [path] = (error instanceof RushesError && (error.data?.fields as string[] | undefined)) || []
    return { graph: null, fault: { message: messageOf(error), path: path || null } }
  }
}
