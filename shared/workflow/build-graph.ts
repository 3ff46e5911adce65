import type { Port, WorkflowEdge, WorkflowGraph, WorkflowNode } from './graph.ts'
import { type Path, quote, wrongAt } from './read-as.ts'

export type GraphBuilder = ReturnType<typeof buildGraph>

/** A graph that grows while its definition is read. Ids are unique in it, and edges end at nodes and ports that are there. */
export function buildGraph(format: WorkflowGraph['format']) {
  const nodes = new Map<string, WorkflowNode>()
  const portIds = new Map<Port[], Set<string>>()
  const edges: (WorkflowEdge | (Omit<WorkflowEdge, 'id'> & { id: null }))[] = []
  const edgeIds = new Set<string>()

  /** Ports that only a connection names are listed too: some nodes grow them as they are used. */
  function addPort(ports: Port[], id: string): void {
    const known = portIds.get(ports) ?? new Set(ports.map((port) => port.id))
    portIds.set(ports, known)
    if (known.has(id)) return
    known.add(id)
    ports.push({ id, name: id })
  }

  return {
    addNode(node: WorkflowNode, path: Path): void {
      if (nodes.has(node.id)) throw wrongAt(path, `another node has the id ${quote(node.id)} too.`)
      nodes.set(node.id, node)
    },
    find: (id: string): WorkflowNode | undefined => nodes.get(id),
    node(id: string, path: Path): WorkflowNode {
      const node = nodes.get(id)
      if (!node) throw wrongAt(path, `there is no node ${quote(id)}.`)
      return node
    },
    /** Joins ports of nodes that are there. Without an id it gets a number that no other has. */
    connect(id: string | null, from: WorkflowEdge['from'], to: WorkflowEdge['to'], path: Path): void {
      if (id !== null && edgeIds.has(id)) throw wrongAt(path, `another connection has the id ${quote(id)} too.`)
      if (id !== null) edgeIds.add(id)
      addPort(nodes.get(from.node)?.outputs ?? [], from.port)
      addPort(nodes.get(to.node)?.inputs ?? [], to.port)
      edges.push({ id, from, to })
    },
    finish(): WorkflowGraph {
      let count = 0
      const nextId = () => {
        do count += 1
        while (edgeIds.has(String(count)))
        return String(count)
      }
      return { format, nodes: [...nodes.values()], edges: edges.map((edge) => ({ ...edge, id: edge.id ?? nextId() })) }
    },
  }
}
