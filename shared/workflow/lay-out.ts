import type { Position, WorkflowEdge, WorkflowGraph, WorkflowNode } from './graph.ts'
import type { Neighbours } from './layers.ts'
import { gap, placeBlock, placeColumns, type Size } from './place-nodes.ts'

/**
 * The upper left corner of every node, by its id. When all have a position in the definition, it is that. Those without one are
 * laid out from left to right along their edges, to the right of those that have one; the ones without any edge stand in a block
 * below. The same graph is always laid out the same; the time it takes grows little faster than the graph.
 */
export function layOut(graph: WorkflowGraph, sizeOf: (node: WorkflowNode) => Size): Map<string, Position> {
  const positions = new Map<string, Position>()
  for (const { id, position } of graph.nodes) if (position) positions.set(id, position)
  const missing = graph.nodes.filter(({ position }) => !position)
  const edges = graph.edges.filter(
    ({ from, to }) => from.node !== to.node && !positions.has(from.node) && !positions.has(to.node),
  )
  const joinedIds = new Set(edges.flatMap(({ from, to }) => [from.node, to.node]))
  const joined = missing.filter(({ id }) => joinedIds.has(id))
  const loose = missing.filter(({ id }) => !joinedIds.has(id))

  const corner = besideOf(graph.nodes, sizeOf)
  const { positions: columns, height } = placeColumns(joined.map(sizeOf), neighboursOf(joined, edges))
  const below = { x: corner.x, y: corner.y + (height > 0 ? height + gap.y : 0) }
  put(positions, joined, columns, corner)
  put(positions, loose, placeBlock(loose.map(sizeOf)), below)
  return positions
}

function put(positions: Map<string, Position>, nodes: WorkflowNode[], places: Position[], corner: Position): void {
  for (const [index, { id }] of nodes.entries()) {
    const { x, y } = places[index] ?? corner
    positions.set(id, { x: Math.round(corner.x + x), y: Math.round(corner.y + y) })
  }
}

/** Where there is room to the right of all nodes that have a position, level with the highest; 0, 0 when none has. */
function besideOf(nodes: WorkflowNode[], sizeOf: (node: WorkflowNode) => Size): Position {
  const corner = { x: Number.NEGATIVE_INFINITY, y: Number.POSITIVE_INFINITY }
  for (const node of nodes) {
    if (!node.position) continue
    corner.x = Math.max(corner.x, node.position.x + sizeOf(node).width + gap.x)
    corner.y = Math.min(corner.y, node.position.y)
  }
  return Number.isFinite(corner.x) ? corner : { x: 0, y: 0 }
}

/** For each of `nodes`, by its index, the others that its edges lead to. */
function neighboursOf(nodes: WorkflowNode[], edges: WorkflowEdge[]): Neighbours {
  const indexes = new Map(nodes.map(({ id }, index) => [id, index]))
  const after = nodes.map((): number[] => [])
  for (const { from, to } of edges) after[indexes.get(from.node) ?? -1]?.push(indexes.get(to.node) ?? -1)
  return after
}
