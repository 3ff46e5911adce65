import type { Json, WorkflowGraph, WorkflowNode } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'
import { widgetNames } from './comfyui-widgets.ts'

/** A node of ComfyUI with its values, and the sources of its links, by name. */
export interface ComfyNode {
  id: string
  type: string
  values: ReadonlyMap<string, Json>
  links: ReadonlyMap<string, ComfyNode>
}

/** Returns the nodes of a graph by id, without muted ones, which did not run, and their links. */
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
 * Returns the nodes upstream of `start`, without itself, the nearest first, following only links whose name `through`
 * accepts. The graph may have cycles.
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

/** Returns the first value under one of `names`, also if it is linked from a node that only holds a value. */
export function inputValue(node: ComfyNode, names: readonly string[]): Json | undefined {
  for (const name of names) {
    const own = node.values.get(name)
    if (own !== undefined && !node.links.has(name)) return own
    const source = node.links.get(name)
    const linked = source && valueHeldBy(source)
    if (linked !== undefined) return linked
  }
  return undefined
}

const valueNames = ['value', 'Value', 'int', 'float', 'number', 'seed', 'noise_seed', 'string', 'text']
const maxReroutes = 50

/** Returns the value of a primitive, constant or seed node, also through reroutes; undefined if it is computed. */
function valueHeldBy(start: ComfyNode): Json | undefined {
  let node = start
  for (let hops = 0; hops < maxReroutes; hops++) {
    for (const name of valueNames) {
      const value = node.links.has(name) ? undefined : node.values.get(name)
      if (value !== undefined && !isObject(value) && !Array.isArray(value)) return value
    }
    const [source] = node.links.values()
    if (!source || node.links.size > 1) return undefined
    node = source
  }
  return undefined
}
