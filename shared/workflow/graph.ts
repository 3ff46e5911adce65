/** What JSON holds; a number may be NaN or infinite, as Python writes them. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** A place on a node where connections end. Its id is unique among the inputs, or the outputs, of its node. */
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
  /** Whatever the definition says: a type that nobody here knows is drawn like any other. */
  type: string
  title: string | null
  position: Position | null
  config: Record<string, Json>
  inputs: Port[]
  outputs: Port[]
  /** A muted node does not run; a bypassed one hands on what it gets. */
  mode: 'active' | 'muted' | 'bypassed'
}

export interface WorkflowEdge {
  /** Unique in its graph; made here where the definition gives none. */
  id: string
  from: { node: string; port: string }
  to: { node: string; port: string }
}

/**
 * A definition of any format as one shape. Every edge joins an output to an input that its nodes list. A graph may have cycles,
 * also of one node: they can be drawn, and some programs run them.
 */
export interface WorkflowGraph {
  /** `connections` is the shape of this library's own `workflows.definition`: nodes and connections. */
  format: 'connections' | 'comfyui-ui' | 'comfyui-api'
  nodes: WorkflowNode[]
  edges: WorkflowEdge[]
}
