import { gap, positionBlock, positionColumns, type Size } from './column-positions.ts'
import type { Neighbours } from './columns.ts'
import type { Position, WorkflowEdge, WorkflowGraph, WorkflowNode } from './graph.ts'

/**
 * Returns the upper left corner of each node, by id. Positions in the definition are kept. Nodes without one are laid
 * out from left to right along their edges, to the right of the others; those without edges are in a block below. The
 * result is deterministic; the time it takes grows little faster than the graph.
 */
export function layoutGraph(graph: WorkflowGraph, sizeOf: (node: WorkflowNode) => Size): Map<string, Position> {
  const positions = new Map<string, Position>()
  for (const { id, position } of graph.nodes) if (position) positions.set(id, position)
  const missing = graph.nodes.filter(({ position }) => !position)
  const edges = graph.edges.filter(
    ({ from, to }) => from.node !== to.node && !positions.has(from.node) && !positions.has(to.node),
  )
  const joinedIds = new Set(edges.flatMap(({ from, to }) => [from.node, to.node]))
  const joined = missing.filter(({ id }) => joinedIds.has(id))
  const loose = missing.filter(({ id }) => !joinedIds.has(id))

  const corner = cornerBeside(graph.nodes, sizeOf)
  const { positions: columns, height } = positionColumns(joined.map(sizeOf), neighboursOf(joined, edges))
  const below = { x: corner.x, y: corner.y + (height > 0 ? height + gap.y : 0) }
  addPositions(positions, joined, columns, corner)
  addPositions(positions, loose, positionBlock(loose.map(sizeOf)), below)
  return positions
}

function addPositions(
  positions: Map<string, Position>,
  nodes: WorkflowNode[],
  offsets: Position[],
  corner: Position,
): void {
  for (const [index, { id }] of nodes.entries()) {
    const { x, y } = offsets[index] ?? corner
    positions.set(id, { x: Math.round(corner.x + x), y: Math.round(corner.y + y) })
  }
}

/** Returns the corner to the right of all nodes with a position, level with the highest; 0, 0 if there are none. */
function cornerBeside(nodes: WorkflowNode[], sizeOf: (node: WorkflowNode) => Size): Position {
  const corner = { x: Number.NEGATIVE_INFINITY, y: Number.POSITIVE_INFINITY }
  for (const node of nodes) {
    if (!node.position) continue
    corner.x = Math.max(corner.x, node.position.x + sizeOf(node).width + gap.x)
    corner.y = Math.min(corner.y, node.position.y)
  }
  return Number.isFinite(corner.x) ? corner : { x: 0, y: 0 }
}

/** Returns for each of `nodes`, by index, the nodes that its edges lead to. */
function neighboursOf(nodes: WorkflowNode[], edges: WorkflowEdge[]): Neighbours {
  const indexes = new Map(nodes.map(({ id }, index) => [id, index]))
  const after = nodes.map((): number[] => [])
  for (const { from, to } of edges) after[indexes.get(from.node) ?? -1]?.push(indexes.get(to.node) ?? -1)
  return after
}
