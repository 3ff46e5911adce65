import type { Edge, Node } from '@xyflow/react'
import type { AssociatedVideo, WorkflowImage } from '../../shared/contract/workflows.ts'
import type { Position as Place, Port, WorkflowEdge, WorkflowGraph, WorkflowNode } from '../../shared/workflow/graph.ts'
import type { PositionedNode } from '../components/graph/graph-moves.ts'
import { type Handle, handleAt } from '../components/graph/handles.ts'
import { summaryOf, titleOf } from './node-labels.ts'
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
export const nodeWidth = 184
const titleHeight = 36
const pictureHeight = 96
const captionHeight = 32
const lineHeight = 18
const lettersPerLine = 25

/** Returns the size of a node for the layout, with room for a picture if it ever had an output or input image. */
export function layoutSizeOf(node: WorkflowNode, hasPicture: boolean): { width: number; height: number } {
  return { width: nodeWidth, height: heightOf(hasPicture, summaryOf(node)) }
}

function heightOf(hasPicture: boolean, words: string): number {
  if (hasPicture) return titleHeight + pictureHeight + captionHeight
  if (words === '') return titleHeight
  return titleHeight + Math.min(2, Math.ceil(words.length / lettersPerLine)) * lineHeight + 14
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
    const height = heightOf(!isFailed && (output ?? image) !== null, text)
    const ports = [...handles(node.inputs, 'target', height), ...handles(node.outputs, 'source', height)]
    return {
      id: node.id,
      type: 'workflow',
      position: places.get(node.id) ?? { x: 0, y: 0 },
      width: nodeWidth,
      height,
      measured: { width: nodeWidth, height },
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
function handles(ports: readonly Port[], type: 'source' | 'target', height: number): Handle[] {
  return ports.map(({ id }, index) =>
    handleAt(id, type, { width: nodeWidth, y: Math.round(((index + 1) / (ports.length + 1)) * height) }),
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
