import type { Execution } from '../../shared/contract/executions.ts'
import type { WorkflowGraph } from '../../shared/workflow/graph.ts'

/** How a run went for a node; `none` where that is not known. */
export type NodeState = 'completed' | 'failed' | 'running' | 'none'

type Run = Pick<Execution, 'status' | 'error' | 'execution_data'>

/**
 * The node at which a run failed: the one that its data name, as ComfyUI does (`node_id` of `execution_error`), else the one
 * whose id begins the message, `node4: quota exceeded`.
 */
export function failedNode(graph: WorkflowGraph, { error: message, execution_data: data }: Run): string | null {
  const named = data?.node_id
  const id = typeof named === 'string' || typeof named === 'number' ? String(named) : message?.split(':', 1)[0]?.trim()
  return graph.nodes.find((node) => node.id === id)?.id ?? null
}

/** The message of a run without the id of the node that begins it. */
export function errorOf(run: Run, nodeId: string | null): string {
  const message = run.error ?? 'no message'
  return nodeId !== null && message.startsWith(`${nodeId}:`) ? message.slice(nodeId.length + 1).trim() : message
}

/**
 * How a run went for each node, as far as can be known from outside: all of them where it was completed; else those that made
 * something in it (`makers`), the one that failed, and whatever these needed, which must have run before.
 */
export function nodeStates(
  graph: WorkflowGraph,
  run: Run | undefined,
  makers: ReadonlySet<string>,
): ReadonlyMap<string, NodeState> {
  if (!run) return new Map()
  if (run.status === 'completed')
    return new Map(graph.nodes.filter(({ mode }) => mode !== 'muted').map(({ id }) => [id, 'completed']))
  const failed = run.status === 'failed' ? failedNode(graph, run) : null
  const states = new Map<string, NodeState>()
  for (const id of upstreamOf(graph, failed === null ? [...makers] : [...makers, failed])) states.set(id, 'completed')
  if (run.status === 'running')
    for (const { id, mode } of graph.nodes) if (!states.has(id) && mode === 'active') states.set(id, 'running')
  if (failed !== null) states.set(failed, 'failed')
  return states
}

/** The nodes themselves, and all that lead to them. */
function upstreamOf(graph: WorkflowGraph, ids: readonly string[]): Set<string> {
  const sources = new Map<string, string[]>()
  for (const { from, to } of graph.edges) sources.set(to.node, [...(sources.get(to.node) ?? []), from.node])
  const found = new Set<string>()
  const open = [...ids]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(sources.get(id) ?? []))
  }
  return found
}
