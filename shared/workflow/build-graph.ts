import type { Port, WorkflowEdge, WorkflowGraph, WorkflowNode } from './graph.ts'
import { type Path, quote, wrongAt } from './validate.ts'

export type GraphBuilder = ReturnType<typeof buildGraph>

const fewPorts = 12

/** Builds a graph while its definition is parsed. Ids are unique, and edges connect existing nodes and ports. */
export function buildGraph(format: WorkflowGraph['format']) {
  const nodes = new Map<string, WorkflowNode>()
  const portIds = new Map<Port[], Set<string>>()
  const edges: (WorkflowEdge | (Omit<WorkflowEdge, 'id'> & { id: null }))[] = []
  const edgeIds = new Set<string>()

  /** Adds a port that only a connection names: some nodes gain ports as they are used. */
  function addPort(ports: Port[], id: string): void {
    // Most nodes have few ports, for which a set takes more time than it saves.
    if (ports.length < fewPorts) {
      if (!ports.some((port) => port.id === id)) ports.push({ id, name: id })
      return
    }
    const known = portIds.get(ports) ?? new Set(ports.map((port) => port.id))
    portIds.set(ports, known)
    if (known.has(id)) return
    known.add(id)
    ports.push({ id, name: id })
  }

  return {
    addNode(node: WorkflowNode, path: Path): void {
      if (nodes.has(node.id)) throw wrongAt(path, `is ${quote(node.id)}, the id of another node`)
      nodes.set(node.id, node)
    },
    nodes: () => nodes.values(),
    find: (id: string): WorkflowNode | undefined => nodes.get(id),
    node(id: string, path: Path): WorkflowNode {
      const node = nodes.get(id)
      if (!node) throw wrongAt(path, `is ${quote(id)}, but there is no such node`)
      return node
    },
    /** Connects ports of existing nodes. Without an id, the edge gets an unused number. */
    connect(id: string | null, from: WorkflowEdge['from'], to: WorkflowEdge['to'], path: Path): void {
      if (id !== null && edgeIds.has(id)) throw wrongAt(path, `is ${quote(id)}, the id of another connection`)
      if (id !== null) edgeIds.add(id)
      addPort(nodes.get(from.node)?.outputs ?? [], from.port)
      addPort(nodes.get(to.node)?.inputs ?? [], to.port)
      edges.push({ id, from, to })
    },
    finish(): Pick<WorkflowGraph, 'format' | 'nodes' | 'edges'> {
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

/**
 * Adds a node for each entry, and returns the number of entries that cannot be read, which are left out.
 * @throws the error of the first if none can be read: the definition is then no graph.
 */
export function addEach<Entry>(entries: readonly Entry[], add: (entry: Entry) => void): number {
  const errors: unknown[] = []
  for (const entry of entries) {
    try {
      add(entry)
    } catch (error) {
      errors.push(error)
    }
  }
  if (errors.length > 0 && errors.length === entries.length) throw errors[0]
  return errors.length
}

/**
 * Returns the notes about nodes that were left out because they cannot be read, and about links that were left out
 * because an end is missing, as the editor does.
 */
export function leftOutNotes(nodes: number, links: number): string[] {
  const left = [
    [nodes, 'node cannot be read and was', 'nodes cannot be read and were'],
    [links, 'link leads to a missing node or slot and was', 'links lead to missing nodes or slots and were'],
  ] as const
  return left.flatMap(([count, one, many]) => (count === 0 ? [] : [`${count} ${count === 1 ? one : many} left out.`]))
}
