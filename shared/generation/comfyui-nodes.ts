import type { Json, WorkflowGraph, WorkflowNode } from '../workflow/graph.ts'
import { isObject } from '../workflow/read-as.ts'
import { widgetNames } from './comfyui-widgets.ts'

/** A node of ComfyUI as what made the video is looked for: values and where links come from, both by name. */
export interface ComfyNode {
  id: string
  type: string
  values: ReadonlyMap<string, Json>
  links: ReadonlyMap<string, ComfyNode>
}

/** The nodes of a graph by their ids; muted ones did not run and are left out, and so are links from them. */
export function comfyNodesOf(graph: WorkflowGraph): Map<string, ComfyNode> {
  const links = new Map<string, Map<string, ComfyNode>>()
  const nodes = new Map<string, ComfyNode>()
  const names = new Map<string, Map<string, string>>()
  for (const node of graph.nodes) {
    if (node.mode === 'muted') continue
    const incoming = new Map<string, ComfyNode>()
    links.set(node.id, incoming)
    nodes.set(node.id, { id: node.id, type: node.type, values: valuesOf(node), links: incoming })
    names.set(node.id, new Map(node.inputs.map((port) => [port.id, port.name])))
  }
  for (const { from, to } of graph.edges) {
    const source = nodes.get(from.node)
    const name = names.get(to.node)?.get(to.port) ?? to.port
    if (source) links.get(to.node)?.set(name, source)
  }
  return nodes
}

function valuesOf({ type, config }: WorkflowNode): Map<string, Json> {
  const names = Object.hasOwn(widgetNames, type) ? (widgetNames[type] ?? []) : []
  return new Map(
    Object.entries(config).map(([key, value]) => [(/^\d+$/.test(key) && names[Number(key)]) || key, value]),
  )
}

/**
 * The nodes from which `start` can be reached backwards, nearest first, itself not among them; only through links whose name
 * `through` accepts. A graph may have cycles: each node is visited once.
 */
export function upstreamOf(
  start: ComfyNode,
  through: (name: string, node: ComfyNode) => boolean = () => true,
): ComfyNode[] {
  const seen = new Set([start])
  for (const node of seen) {
    for (const [name, source] of node.links) if (through(name, node)) seen.add(source)
  }
  seen.delete(start)
  return [...seen]
}

/** The first value of the node under one of `names`, also where a link brings it from a node that only holds a value. */
export function inputValue(node: ComfyNode, names: readonly string[]): Json | undefined {
  for (const name of names) {
    const own = node.values.get(name)
    if (own !== undefined && !node.links.has(name)) return own
    const source = node.links.get(name)
    const brought = source && heldBy(source)
    if (brought !== undefined) return brought
  }
  return undefined
}

const holding = ['value', 'Value', 'int', 'float', 'number', 'seed', 'noise_seed', 'string', 'text']
const mostReroutes = 50

/** What a node holds that hands on one value: a primitive, a constant, a seed; through reroutes. What is calculated is not known. */
function heldBy(start: ComfyNode): Json | undefined {
  let node = start
  for (let hops = 0; hops < mostReroutes; hops++) {
    for (const name of holding) {
      const value = node.links.has(name) ? undefined : node.values.get(name)
      if (value !== undefined && !isObject(value) && !Array.isArray(value)) return value
    }
    const [source] = node.links.values()
    if (!source || node.links.size > 1) return undefined
    node = source
  }
  return undefined
}
