import type { WorkflowGraph, WorkflowNode } from './graph.ts'

/** A subgraph node that leads to the level shown. */
export interface Crumb {
  /** The id of the node: a path through the subgraphs, `12:5`. */
  id: string
  title: string
}

/**
 * Finds a node by its id or its path through subgraphs, `12:5`, by which ComfyUI names it in the graph that runs;
 * undefined if there is none.
 */
export function findNode(graph: WorkflowGraph, id: string): WorkflowNode | undefined {
  const exact = graph.nodes.find((node) => node.id === id)
  if (exact || !graph.subgraphs) return exact
  const [outer, ...path] = id.split(':')
  let node = graph.nodes.find((it) => it.id === outer)
  for (const step of path) node = graph.subgraphs.get(node?.subgraph ?? '')?.nodes.find((it) => it.id === step)
  return node
}

/**
 * Returns the graph inside the subgraph node `path`, with paths as ids, and the nodes that lead there; the whole graph
 * if there is no such node.
 */
export function insideSubgraph(
  graph: WorkflowGraph,
  path: string | undefined,
): { level: WorkflowGraph; crumbs: Crumb[] } {
  const around = path === undefined ? undefined : findNode(graph, path)
  const subgraph = graph.subgraphs?.get(around?.subgraph ?? '')
  if (path === undefined || !subgraph) return { level: graph, crumbs: [] }
  const at = (id: string) => `${path}:${id}`
  const level: WorkflowGraph = {
    ...graph,
    nodes: subgraph.nodes.map((node) => {
      const config = around?.inside?.get(node.id) ?? node.config
      return { ...node, config, id: at(node.id) }
    }),
    edges: subgraph.edges.map(({ id, from, to }) => ({
      ...{ id, from: { ...from, node: at(from.node) } },
      to: { ...to, node: at(to.node) },
    })),
    groups: subgraph.groups,
  }
  const steps = path.split(':')
  const crumbs = steps.flatMap((_, index): Crumb[] => {
    const id = steps.slice(0, index + 1).join(':')
    const node = findNode(graph, id)
    return node ? [{ id, title: node.title ?? node.type }] : []
  })
  return { level, crumbs }
}
