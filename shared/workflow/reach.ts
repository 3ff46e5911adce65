import type { WorkflowGraph } from './graph.ts'

/** What can flow where in a graph. */
export interface Reach {
  /** Whether there is such a node. */
  has(node: string): boolean
  /** Whether no edge leaves a node. */
  isEnd(node: string): boolean
  /** Whether edges lead from one node to another, however many; to itself always. */
  leads(from: string, to: string): boolean
}

/** Follows the edges of a graph; each node is walked from once, when first asked. */
export function reachOf({ nodes, edges }: Pick<WorkflowGraph, 'nodes' | 'edges'>): Reach {
  const after = new Map(nodes.map(({ id }): [string, string[]] => [id, []]))
  for (const { from, to } of edges) after.get(from.node)?.push(to.node)
  const reached = new Map<string, Set<string>>()
  const walkFrom = (start: string) => {
    const seen = new Set([start])
    for (const node of seen) for (const next of after.get(node) ?? []) seen.add(next)
    reached.set(start, seen)
    return seen
  }
  return {
    has: (node) => after.has(node),
    isEnd: (node) => (after.get(node) ?? []).length === 0,
    leads: (from, to) => (reached.get(from) ?? walkFrom(from)).has(to),
  }
}
