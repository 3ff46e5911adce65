/** A JSON value; a number may be NaN or infinite, as Python writes them. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** An input or output of a node. Its id is unique among the inputs, or the outputs, of the node. */
export interface Port {
  id: string
  name: string
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
}
