import type { WorkflowGraph } from './graph.ts'

/** The reachability between the nodes of a graph. */
export interface Reachability {
  /** Returns whether the graph has the node. */
  has(node: string): boolean
  /** Returns whether a node has no outgoing edges. */
  isEnd(node: string): boolean
  /** Returns whether there is a path from one node to another; always true from a node to itself. */
  leads(from: string, to: string): boolean
}

/** Returns the reachability in a graph; searches from each node once, on demand. */
export function reachabilityOf({ nodes, edges }: Pick<WorkflowGraph, 'nodes' | 'edges'>): Reachability {
  const after = new Map(nodes.map(({ id }): [string, string[]] => [id, []]))
  for (const { from, to } of edges) after.get(from.node)?.push(to.node)
  const reached = new Map<string, Set<string>>()
  const searchFrom = (start: string) => {
    const seen = new Set([start])
    for (const node of seen) for (const next of after.get(node) ?? []) seen.add(next)
    reached.set(start, seen)
    return seen
  }
  return {
    has: (node) => after.has(node),
    isEnd: (node) => (after.get(node) ?? []).length === 0,
    leads: (from, to) => (reached.get(from) ?? searchFrom(from)).has(to),
  }
}
