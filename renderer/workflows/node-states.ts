import type { Execution } from '../../shared/contract/executions.ts'
import type { WorkflowGraph } from '../../shared/workflow/graph.ts'
import { texts } from './texts.ts'

/** State of a node in a run; `none` if unknown. */
export type NodeState = 'completed' | 'failed' | 'running' | 'none'

type Run = Pick<Execution, 'status' | 'error' | 'execution_data'>

/**
 * Returns the node at which a run failed: the one in its data, as ComfyUI names it (`node_id` of `execution_error`),
 * else the one whose id is at the start of the message, `node4: quota exceeded`. Null if there is neither.
 */
export function failedNode(graph: WorkflowGraph, { error: message, execution_data: data }: Run): string | null {
  const named = data?.node_id
  const id = typeof named === 'string' || typeof named === 'number' ? String(named) : message?.split(':', 1)[0]?.trim()
  return graph.nodes.find((node) => node.id === id)?.id ?? null
}

/** Returns the error message of a run without the id of the node at its start. */
export function errorOf(run: Run, nodeId: string | null): string {
  const message = run.error ?? texts.noMessage
  return nodeId !== null && message.startsWith(`${nodeId}:`) ? message.slice(nodeId.length + 1).trim() : message
}

/**
 * Infers the state of each node in a run. In a completed run all are completed; else those with an output in it
 * (`makers`), and all upstream nodes of these and of the failed one, because they must have run before.
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

/** Returns nodes and all their upstream nodes. */
export function upstreamOf(graph: WorkflowGraph, ids: readonly string[]): Set<string> {
  const sources = new Map<string, string[]>()
  for (const { from, to } of graph.edges) {
    const known = sources.get(to.node)
    if (known) known.push(from.node)
    else sources.set(to.node, [from.node])
  }
  const found = new Set<string>()
  const open = [...ids]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    open.push(...(sources.get(id) ?? []))
  }
  return found
}
