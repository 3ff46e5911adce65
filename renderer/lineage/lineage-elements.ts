import type { Edge, Node } from '@xyflow/react'
import type { Lineage, LineageEdge, LineageNode } from '../../shared/contract/lineage.ts'
import { formatDuration } from '../../shared/units.ts'
import { positionColumns } from '../../shared/workflow/column-positions.ts'
import type { PositionedNode } from '../components/graph/graph-moves.ts'
import { type Handle, handleAt } from '../components/graph/handles.ts'
import { isLikely } from './likely-links.ts'
import { makerNames, stateOf } from './lineage-labels.ts'
import { texts } from './texts.ts'

/** Data of a node. */
export interface LineageFace {
  node: LineageNode
  isStart: boolean
  handles: readonly Handle[]
  [key: string]: unknown
}

export type LineageNodeElement = Node<LineageFace, 'take'>
export type LineageFlowNode = LineageNodeElement & PositionedNode
export type LineageFlowEdge = Edge<{ words: string; isLikely: boolean }, 'made'>

/** Pixels. */
export const size = { width: 176, height: 148 }
/** Space for the labels of edges, left of the nodes that they lead to. */
const room = 28
/** Maximum number of nodes in a column; longer columns are split. */
const tallest = 12
/** With more edges than this, they are drawn fainter, because they would hide everything else. */
const mostPlain = 150
const into = handleAt('in', 'target', { width: size.width, y: 48 })
const out = handleAt('out', 'source', { width: size.width, y: 48 })

/** Returns the nodes from left to right, sources first, and one edge for all links between two nodes. */
export function lineageElements({ nodes, edges, start }: Lineage): {
  nodes: LineageFlowNode[]
  edges: LineageFlowEdge[]
} {
  const links = groupedBy(edges, ({ from, to }) => JSON.stringify([from, to]))
  const indexes = new Map(nodes.map(({ id }, index) => [id, index]))
  const after = nodes.map((): number[] => [])
  for (const [link] of links.values()) {
    if (link) after[indexes.get(link.from) ?? -1]?.push(indexes.get(link.to) ?? -1)
  }
  const { positions } = positionColumns(
    nodes.map(() => ({ width: size.width + room, height: size.height })),
    after,
    tallest,
  )
  const made = groupedBy(
    edges.filter((edge) => !isLikely(edge)),
    ({ to }) => to,
  )
  return {
    nodes: nodes.map((node, index) => flowNode(node, positions[index] ?? { x: 0, y: 0 }, node.id === start)),
    edges: [...links].map(([id, all]) => ({
      ...flowEdge(id, all.find((link) => !isLikely(link)) ?? all[0], made),
      className: links.size > mostPlain ? 'is-faint' : '',
    })),
  }
}

function groupedBy(edges: readonly LineageEdge[], keyOf: (edge: LineageEdge) => string): Map<string, LineageEdge[]> {
  const groups = new Map<string, LineageEdge[]>()
  for (const edge of edges) {
    const group = groups.get(keyOf(edge))
    if (group) group.push(edge)
    else groups.set(keyOf(edge), [edge])
  }
  return groups
}

function flowNode(node: LineageNode, position: { x: number; y: number }, isStart: boolean): LineageFlowNode {
  const handles = [into, out]
  return {
    id: node.id,
    type: 'take',
    position,
    ...size,
    measured: size,
    handles,
    // The contents of a node have a role and a name already.
    domAttributes: { 'aria-roledescription': undefined },
    data: { node, isStart, handles },
  }
}

/** Returns an edge. Only the first edge to a node has a label for what made it; likely ones say that they are. */
function flowEdge(
  id: string,
  link: LineageEdge | undefined,
  made: ReadonlyMap<string, readonly LineageEdge[]>,
): LineageFlowEdge {
  const { from: source = '', to: target = '' } = link ?? {}
  const all = made.get(target) ?? []
  const isOnlyLikely = link !== undefined && isLikely(link)
  const words = isOnlyLikely ? 'likely' : all[0]?.from === source ? makerNames(all) : ''
  return {
    id,
    type: 'made',
    source,
    target,
    sourceHandle: 'out',
    targetHandle: 'in',
    focusable: false,
    data: { words, isLikely: isOnlyLikely },
  }
}

/** Highlights the edges of the selected node; all others stay the same objects, so that they are not drawn again. */
export function highlightEdges(edges: readonly LineageFlowEdge[], selected: string | undefined): LineageFlowEdge[] {
  return edges.map((edge) =>
    edge.source === selected || edge.target === selected ? { ...edge, className: 'is-on', zIndex: 1 } : edge,
  )
}

/** Returns the screen-reader text of a node. */
export function spokenNode({ node, isStart }: Pick<LineageFace, 'node' | 'isStart'>): string {
  const duration = node.duration_seconds === null ? null : formatDuration(node.duration_seconds)
  const kind = node.video_id === null && node.image_id !== null && 'image'
  return [node.name, kind, isStart && 'start', duration, stateOf(node), node.goes_on && texts.moreBeyondThis]
    .filter(Boolean)
    .join(', ')
}
