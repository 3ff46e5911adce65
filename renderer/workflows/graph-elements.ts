import type { Edge, Node } from '@xyflow/react'
import type { AssociatedVideo, WorkflowImage } from '../../shared/contract/workflows.ts'
import type { Size } from '../../shared/workflow/column-positions.ts'
import type { Position as Place, Port, WorkflowEdge, WorkflowGraph, WorkflowNode } from '../../shared/workflow/graph.ts'
import type { PositionedNode } from '../components/graph/graph-moves.ts'
import { type Handle, handleAt } from '../components/graph/handles.ts'
import { kindOf, settingsOf, summaryOf, textOf, titleOf } from './node-labels.ts'
import type { NodeState } from './node-states.ts'

/** Data of a node. */
export interface NodeFace {
  node: WorkflowNode
  /** The insides of all subgraphs of the workflow, by which a subgraph node is found. */
  subgraphs: WorkflowGraph['subgraphs']
  state: NodeState
  /** The newest output of the node, or its output in the selected run. */
  output: AssociatedVideo | null
  /** The newest input image, if the node has no output. */
  image: WorkflowImage | null
  /** The message of its failure in the run, in place of its values. */
  failure: string | undefined
  /** True if the selected node depends on it. */
  isOnPath: boolean
  size: Size
  handles: readonly Handle[]
  [key: string]: unknown
}

export type GraphNode = Node<NodeFace, 'workflow'>
export type PlacedNode = GraphNode & PositionedNode

/** In pixels. Sizes are given, not measured, so that nodes that are not on screen have one too. */
const nodeWidth = 208
const titleHeight = 36
const pictureHeight = 96
const captionHeight = 32
const lineHeight = 18
const rowHeight = 20
const padding = 12
const lettersPerLine = 28
const textLines = { note: 12, other: 3 }
/** Number of values in a node whose size the definition does not say. */
const mostRows = 8
/** Height of the title that ComfyUI draws above the position of a node. */
const titleAbove = 30
const narrowest = 60
const rerouteSize = { width: 72, height: 24 }

/**
 * Returns the size of a node for the layout: that of its definition, else what its contents need; with room for a
 * picture if it ever had an output or input image.
 */
export function layoutSizeOf(node: WorkflowNode, hasPicture: boolean): Size {
  const kind = kindOf(node)
  if (kind === 'reroute') return rerouteSize
  const picture = hasPicture ? titleHeight + pictureHeight + captionHeight : 0
  if (node.size) {
    const { width, height } = node.size
    return { width: Math.max(width, narrowest), height: Math.max(height + titleAbove, picture) }
  }
  if (picture > 0) return { width: nodeWidth, height: picture }
  const lines = Math.ceil(textOf(node).length / lettersPerLine)
  const text = Math.min(lines, textLines[kind === 'note' ? 'note' : 'other']) * lineHeight
  const rows = Math.min(settingsOf(node).length, mostRows) * rowHeight
  return { width: nodeWidth, height: titleHeight + text + rows + (text + rows > 0 ? padding : 0) }
}

export interface Shown {
  graph: WorkflowGraph
  places: ReadonlyMap<string, Place>
  /** Sizes for the layout, by id of the node, and the ids of those with room for a picture. */
  sizes: ReadonlyMap<string, Size>
  pictured: ReadonlySet<string>
  states: ReadonlyMap<string, NodeState>
  /** By id of the node. */
  outputs: ReadonlyMap<string, AssociatedVideo>
  /** By id of the node. */
  images: ReadonlyMap<string, WorkflowImage>
  /** Messages of failures, by id of the node. */
  failures: ReadonlyMap<string, string>
  /** Ids of the selected node and all that it depends on. */
  path: ReadonlySet<string>
}

/** Returns the nodes to draw. */
export function graphNodes({
  graph,
  places,
  sizes,
  pictured,
  states,
  outputs,
  images,
  failures,
  path,
}: Shown): PlacedNode[] {
  return graph.nodes.map((node) => {
    const output = outputs.get(node.id) ?? null
    const image = output ? null : (images.get(node.id) ?? null)
    const state = states.get(node.id) ?? 'none'
    const isFailed = state === 'failed'
    const hasPicture = !isFailed && (output ?? image) !== null
    const size = (hasPicture === pictured.has(node.id) && sizes.get(node.id)) || layoutSizeOf(node, hasPicture)
    const ports = [...handles(node.inputs, 'target', size), ...handles(node.outputs, 'source', size)]
    return {
      id: node.id,
      type: 'workflow',
      position: cornerOf(node, places),
      ...size,
      measured: size,
      handles: ports,
      // The contents of a node have a role and a name already.
      domAttributes: { 'aria-roledescription': undefined },
      data: {
        node,
        subgraphs: graph.subgraphs,
        state,
        output: isFailed ? null : output,
        image: isFailed ? null : image,
        failure: failures.get(node.id),
        isOnPath: path.has(node.id),
        size,
        handles: ports,
      },
    }
  })
}

/** Returns the upper left corner of a node, with its title. */
function cornerOf({ id, size }: WorkflowNode, places: Shown['places']): Place {
  const { x, y } = places.get(id) ?? { x: 0, y: 0 }
  return { x, y: size ? y - titleAbove : y }
}

/** Returns the handles of ports, one below the other at a side of the node. */
function handles(ports: readonly Port[], type: 'source' | 'target', { width, height }: Size): Handle[] {
  return ports.map(({ id }, index) =>
    handleAt(id, type, { width, y: Math.round(((index + 1) / (ports.length + 1)) * height) }),
  )
}

/**
 * Returns the edges to draw. Those that lead to the selected node, from wherever, are highlighted, and those that leave
 * it.
 */
export function graphEdges(
  edges: readonly WorkflowEdge[],
  selected: string | undefined,
  path: ReadonlySet<string>,
): Edge[] {
  return edges.map(({ id, from, to }) => ({
    id,
    source: from.node,
    sourceHandle: from.port,
    target: to.node,
    targetHandle: to.port,
    focusable: false,
    className: path.has(to.node) || from.node === selected ? 'is-on' : '',
  }))
}

/**
 * Returns the lines below the title of a node without a picture, in place of its values. They are read when the node is
 * drawn: to read those of thousands takes longer than to draw the ones in sight.
 */
export function wordsIn({ node, output, image, failure }: NodeFace): string {
  return failure ?? (output || image ? '' : summaryOf(node))
}

/**
 * Returns the words by which a node is found: its title, type, id, and all that is written in it. A subgraph is found
 * by the nodes inside too.
 */
export function wordsOf({ data }: PlacedNode): string {
  const { node, output, image, subgraphs } = data
  const inside = subgraphs ? nodesInside(node, subgraphs).flatMap(writtenIn) : []
  return [...writtenIn(node), wordsIn(data), output?.name, image?.name, ...inside].join('\n')
}

function writtenIn(node: WorkflowNode): string[] {
  return [titleOf(node), node.type, node.id, textOf(node), ...settingsOf(node).flat()]
}

/** Returns the nodes inside a subgraph node, at any depth; those of a subgraph that is used again once. */
function nodesInside({ subgraph, inside }: WorkflowNode, subgraphs: NonNullable<WorkflowGraph['subgraphs']>) {
  const opened = new Set(subgraph === undefined ? [] : [subgraph])
  const found: WorkflowNode[] = []
  for (const id of opened)
    for (const node of subgraphs.get(id)?.nodes ?? []) {
      found.push(id === subgraph ? { ...node, config: inside?.get(node.id) ?? node.config } : node)
      if (node.subgraph !== undefined) opened.add(node.subgraph)
    }
  return found
}

/** Returns the screen-reader text of a node. */
export function spokenNode(face: NodeFace): string {
  const { node, state, output, image } = face
  return [titleOf(node), node.id, state === 'none' ? null : state, output?.name ?? image?.name ?? wordsIn(face)]
    .filter(Boolean)
    .join(', ')
}
