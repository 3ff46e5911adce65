/** A JSON value; a number may be NaN or infinite, as Python writes them. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** An input or output of a node. Its id is unique among the inputs, or the outputs, of the node. */
export interface Port {
  id: string
  /** As on screen. */
  name: string
  /** ComfyUI's name of the input in code, if it differs. */
  key?: string | undefined
  /** ComfyUI's type of what passes: `IMAGE`, or `*` for any; undefined if the definition does not say. */
  type?: string | undefined
  /** The value that the input sets, if it can be set without a connection. */
  widget?: string | undefined
}

export interface Position {
  /** Pixels to the right; may be negative. */
  x: number
  /** Pixels down; may be negative. */
  y: number
}

export interface WorkflowNode {
  id: string
  /** As in the definition; unknown types are drawn like any other. */
  type: string
  title: string | null
  position: Position | null
  config: Record<string, Json>
  inputs: Port[]
  outputs: Port[]
  /** A muted node does not run; a bypassed one passes its inputs on. */
  mode: 'active' | 'muted' | 'bypassed'
  /** The names of the values that `config` numbers from 0, if the definition has them. */
  widgets?: readonly string[] | undefined
  /** The values inside a subgraph that `config` numbers from 0, if the subgraph node has them for its instance. */
  proxied?: readonly ProxiedValue[] | undefined
  /** The key of its inside in `subgraphs`, if the node is a subgraph. */
  subgraph?: string | undefined
  /** The values of the nodes inside, by their ids, if the node has them for its instance: that of a group node. */
  inside?: ReadonlyMap<string, Record<string, Json>> | undefined
  /** In pixels, without the title, which is above the position; undefined if the definition does not say. */
  size?: { width: number; height: number } | undefined
  /** A colour of CSS, `#223322`, that a person gave the node. */
  colour?: string | undefined
}

/** A value that a subgraph node shows: that of a node inside it, or of an input of its own. */
export interface ProxiedValue {
  /** The id of the node inside; `-1` for the subgraph node itself. */
  node: string
  /** ComfyUI's name of the value. */
  name: string
}

/** A rectangle around nodes, with a title. */
export interface WorkflowGroup extends Position {
  title: string
  width: number
  height: number
  /** A colour of CSS, `#3f789e`; null if it has none. */
  colour: string | null
}

/** The ids of the nodes in a subgraph that stand for its inputs and its outputs. */
export const subgraphEnds = { inputs: '-10', outputs: '-20' } as const

/** The inside of subgraph nodes, or of the group nodes of older definitions; all nodes of the same type share it. */
export interface Subgraph {
  name: string | null
  nodes: WorkflowNode[]
  edges: WorkflowEdge[]
  groups: WorkflowGroup[]
}

export interface WorkflowEdge {
  /** Unique in its graph; generated if the definition has none. */
  id: string
  from: { node: string; port: string }
  to: { node: string; port: string }
}

/**
 * A definition of any format. Every edge connects an output to an input that the nodes list. A graph may have cycles,
 * even of one node: some programs run them.
 */
export interface WorkflowGraph {
  /** `connections` is the format of the column `workflows.definition`: nodes and connections. */
  format: 'connections' | 'comfyui-ui' | 'comfyui-api'
  nodes: WorkflowNode[]
  edges: WorkflowEdge[]
  /** Undefined if there are none; the same is true of the fields below. */
  groups?: WorkflowGroup[] | undefined
  subgraphs?: ReadonlyMap<string, Subgraph> | undefined
  /** Sentences about what was left out. */
  notes?: string[] | undefined
}

/** Counts the nodes of a graph with those inside its subgraphs, which count once however often they are used. */
export function countNodes({ nodes, subgraphs = new Map<string, Subgraph>() }: WorkflowGraph): number {
  const ends = Object.keys(subgraphEnds).length
  return [...subgraphs.values()].reduce((sum, inside) => sum + inside.nodes.length - ends, nodes.length)
}
