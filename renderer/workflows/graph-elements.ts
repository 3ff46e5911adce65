import type { Edge, Node } from '@xyflow/react'
import type { AssociatedVideo, WorkflowImage } from '../../shared/contract/workflows.ts'
import type { Size } from '../../shared/workflow/column-positions.ts'
import type { Position as Place, Port, WorkflowEdge, WorkflowGraph, WorkflowNode } from '../../shared/workflow/graph.ts'
import type { PositionedNode } from '../components/graph/graph-moves.ts'
import { type Handle, handleAt } from '../components/graph/handles.ts'
import { kindOf, summaryOf, titleOf } from './node-labels.ts'
import type { NodeState } from './node-states.ts'

/** Data of a node. */
export interface NodeFace {
  node: WorkflowNode
  state: NodeState
  /** The newest output of the node, or its output in the selected run. */
  output: AssociatedVideo | null
  /** The newest input image, if the node has no output. */
  image: WorkflowImage | null
  /** One or two lines below the title. */
  words: string
  handles: readonly Handle[]
  [key: string]: unknown
}

export type GraphNode = Node<NodeFace, 'workflow'>
export type PlacedNode = GraphNode & PositionedNode

/** In pixels. Sizes are given, not measured, so that nodes that are not on screen have one too. */
const nodeWidth = 184
const titleHeight = 36
const pictureHeight = 96
const captionHeight = 32
const lineHeight = 18
const lettersPerLine = 25
const noteLines = 12
const rerouteSize = { width: 72, height: 24 }

/** Returns the size of a node for the layout, with room for a picture if it ever had an output or input image. */
export function layoutSizeOf(node: WorkflowNode, hasPicture: boolean): { width: number; height: number } {
  return { width: widthOf(node), height: heightOf(node, hasPicture, summaryOf(node)) }
}

function widthOf(node: WorkflowNode): number {
  return kindOf(node) === 'reroute' ? rerouteSize.width : nodeWidth
}

function heightOf(node: WorkflowNode, hasPicture: boolean, words: string): number {
  const kind = kindOf(node)
  if (kind === 'reroute') return rerouteSize.height
  if (hasPicture) return titleHeight + pictureHeight + captionHeight
  if (words === '') return titleHeight
  const lines = Math.min(kind === 'note' ? noteLines : 2, Math.ceil(words.length / lettersPerLine))
  return titleHeight + lines * lineHeight + 14
}

export interface Shown {
  graph: WorkflowGraph
  places: ReadonlyMap<string, Place>
  states: ReadonlyMap<string, NodeState>
  /** By id of the node. */
  outputs: ReadonlyMap<string, AssociatedVideo>
  /** By id of the node. */
  images: ReadonlyMap<string, WorkflowImage>
  /** Text that replaces the default, by id of the node. */
  words: ReadonlyMap<string, string>
}

/** Returns the nodes to draw. */
export function graphNodes({ graph, places, states, outputs, images, words }: Shown): PlacedNode[] {
  return graph.nodes.map((node) => {
    const output = outputs.get(node.id) ?? null
    const image = output ? null : (images.get(node.id) ?? null)
    const text = words.get(node.id) ?? (output || image ? '' : summaryOf(node))
    const state = states.get(node.id) ?? 'none'
    const isFailed = state === 'failed'
    const size = { width: widthOf(node), height: heightOf(node, !isFailed && (output ?? image) !== null, text) }
    const ports = [...handles(node.inputs, 'target', size), ...handles(node.outputs, 'source', size)]
    return {
      id: node.id,
      type: 'workflow',
      position: places.get(node.id) ?? { x: 0, y: 0 },
      ...size,
      measured: size,
      handles: ports,
      // The contents of a node have a role and a name already.
      domAttributes: { 'aria-roledescription': undefined },
      data: {
        node,
        state,
        output: isFailed ? null : output,
        image: isFailed ? null : image,
        words: text,
        handles: ports,
      },
    }
  })
}

/** Returns the handles of ports, one below the other at a side of the node. */
function handles(ports: readonly Port[], type: 'source' | 'target', { width, height }: Size): Handle[] {
  return ports.map(({ id }, index) =>
    handleAt(id, type, { width, y: Math.round(((index + 1) / (ports.length + 1)) * height) }),
  )
}

/** Returns the edges to draw; those of the selected node are highlighted. */
export function graphEdges(edges: readonly WorkflowEdge[], selected: string | undefined): Edge[] {
  return edges.map(({ id, from, to }) => ({
    id,
    source: from.node,
    sourceHandle: from.port,
    target: to.node,
    targetHandle: to.port,
    focusable: false,
    className: from.node === selected || to.node === selected ? 'is-on' : '',
  }))
}

/** Returns the screen-reader text of a node. */
export function spokenNode({ node, state, output, image, words }: NodeFace): string {
  return [titleOf(node), node.id, state === 'none' ? null : state, output?.name ?? image?.name ?? words]
    .filter(Boolean)
    .join(', ')
}
