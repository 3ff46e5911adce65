import {
  type Json,
  type Port,
  subgraphEnds,
  type WorkflowEdge,
  type WorkflowGraph,
  type WorkflowNode,
} from '../workflow/graph.ts'
import type { ComfyNode } from './comfyui-nodes.ts'
import { closeSwitch, type OpenNode } from './comfyui-switches.ts'
import { namedValues, namesOf } from './comfyui-widgets.ts'

/** More nodes than a person builds; subgraphs within subgraphs multiply. */
const maxNodes = 100_000

interface End {
  node: string
  port: string
}

interface DrawnNode {
  /** Path through the subgraphs, `12:34`, as ComfyUI names it in the graph that ran. */
  id: string
  /** The subgraph node around it; empty at the top. */
  parent: string
  node: WorkflowNode
  /** The sources of the links into its inputs, by port. */
  sources: Map<string, End>
  /** Values that the subgraph node around it has for its inputs. */
  promoted?: Map<string, Json>
}

/**
 * Returns the nodes of a graph that ran, by id, with their links: subgraphs are replaced by the nodes in them, a muted
 * node breaks the path, and a bypassed one passes an input on. `shown` is the editor's graph of the same run, which
 * states the types and the names of outputs that `graph` may lack; its nodes are the same if id and type are.
 */
export function comfyNodesOf(graph: WorkflowGraph, shown?: WorkflowGraph): Map<string, ComfyNode> {
  const drawn = expand(graph)
  const described = shown ? expand(shown) : drawn
  const running = [...drawn.values()].filter((it) => it.node.mode === 'active' && !isPassing(it) && !isEnd(it))
  const nodes = new Map<string, OpenNode>()
  const describing = new Map<string, WorkflowNode>()
  for (const { id, node, promoted } of running) {
    const same = described.get(id)?.node
    const description = same?.type === node.type ? same : node
    describing.set(id, description)
    const values = new Map([...namedValues(node), ...(promoted ?? [])])
    nodes.set(id, { id, type: node.type, values, links: new Map(), outputs: description.outputs.map(keyOf) })
  }
  const resolve = resolver(drawn)
  for (const { id, node, sources } of running) {
    const description = describing.get(id) ?? node
    const inputs = description === node ? undefined : new Map(description.inputs.map((port) => [keyOf(port), port]))
    const links = nodes.get(id)?.links
    for (const port of node.inputs) {
      const input = inputs ? inputs.get(keyOf(port)) : port
      const end = resolve(sources.get(port.id), typeOf(input) ?? '*')
      const source = end && nodes.get(end.node)
      if (!source) continue
      const slot = Number(end.port)
      const type = typeOf(input) ?? typeOf(describing.get(end.node)?.outputs[slot])
      for (const name of namesOf(keyOf(port))) if (!links?.has(name)) links?.set(name, { node: source, slot, type })
    }
  }
  for (const node of nodes.values()) closeSwitch(node)
  return nodes
}

/** Returns ComfyUI's name of an input or output. */
function keyOf({ key, name }: Port): string {
  return key ?? name
}

function typeOf(port: Port | undefined): string | undefined {
  return port?.type === undefined || port.type === '*' || port.type === '' ? undefined : port.type
}

/** Returns whether a node only passes links on: it exists in the editor, and ComfyUI never runs it. */
function isPassing({ node }: Pick<DrawnNode, 'node'>): boolean {
  return node.subgraph !== undefined || /^(Note|MarkdownNote|Reroute|GetNode|SetNode)$/.test(node.type)
}

/** Returns whether a node stands for the inputs or outputs of the subgraph around it. */
function isEnd({ node, parent }: DrawnNode): boolean {
  return parent !== '' && (node.id === subgraphEnds.inputs || node.id === subgraphEnds.outputs)
}

/** Returns all nodes by path, with those inside subgraph nodes that run. */
function expand({ nodes, edges, subgraphs }: WorkflowGraph): Map<string, DrawnNode> {
  const all = new Map<string, DrawnNode>()
  const open = [{ parent: '', nodes, edges, inside: new Set<string>() }]
  for (const level of open) {
    const at = (id: string) => (level.parent === '' ? id : `${level.parent}:${id}`)
    const values = all.get(level.parent)?.node.inside
    for (const saved of level.nodes) {
      if (all.size >= maxNodes) return all
      const config = values?.get(saved.id)
      const node = config ? { ...saved, config } : saved
      const id = at(node.id)
      all.set(id, { id, parent: level.parent, node, sources: new Map() })
      const { subgraph = '' } = node
      const within = node.mode === 'active' && !level.inside.has(subgraph) ? subgraphs?.get(subgraph) : undefined
      if (within) open.push({ ...within, parent: id, inside: new Set(level.inside).add(subgraph) })
    }
    for (const { from, to } of level.edges) {
      all.get(at(to.node))?.sources.set(to.port, { node: at(from.node), port: from.port })
    }
    const parent = all.get(level.parent)
    if (parent) promote(parent, level.edges, (id) => all.get(at(id)))
  }
  return all
}

/** Gives nodes in a subgraph the values that the subgraph node has for their inputs. */
function promote(
  { node, sources, promoted }: DrawnNode,
  edges: readonly WorkflowEdge[],
  find: (id: string) => DrawnNode | undefined,
): void {
  const values = new Map([...namedValues(node), ...(promoted ?? [])])
  const give = (target: DrawnNode, name: string, value: Json) => {
    target.promoted ??= new Map()
    target.promoted.set(name, value)
  }
  for (const [index, { node: id, name }] of (node.proxied ?? []).entries()) {
    const target = find(id)
    const value = promoted?.get(name) ?? node.config[index]
    if (target && value !== undefined && value !== null) give(target, name, value)
  }
  const inputs = new Map(node.inputs.map((port) => [port.id, port]))
  for (const { from, to } of edges) {
    const widget = from.node === subgraphEnds.inputs ? inputs.get(from.port)?.widget : undefined
    const value = widget === undefined || sources.has(from.port) ? undefined : values.get(widget)
    const target = value === undefined ? undefined : find(to.node)
    const port = target?.node.inputs.find(({ id }) => id === to.port)
    if (!target || !port || value === undefined) continue
    give(target, port.widget ?? keyOf(port), value)
  }
}

/** Returns a function that follows a link back to the node that ran, as ComfyUI's editor does. */
function resolver(all: ReadonlyMap<string, DrawnNode>) {
  const setters = new Map<string, DrawnNode>()
  for (const drawn of all.values()) if (drawn.node.type === 'SetNode') setters.set(variableOf(drawn), drawn)

  /** Returns the end before this one; undefined if the path breaks. */
  function before(drawn: DrawnNode, port: string, type: string): End | undefined {
    const { id, parent, node, sources } = drawn
    if (node.mode === 'muted') return undefined
    if (node.mode === 'bypassed') return sources.get(String(bypassedInput(node, Number(port), type)))
    if (isEnd(drawn)) return all.get(parent)?.sources.get(port)
    if (node.subgraph !== undefined) return all.get(`${id}:${subgraphEnds.outputs}`)?.sources.get(port)
    if (node.type === 'GetNode') return setters.get(variableOf(drawn))?.sources.get('0')
    const [only] = sources.values()
    return only
  }

  const known = new Map<string, End | undefined>()
  return (end: End | undefined, type: string): End | undefined => {
    const passed: string[] = []
    let at = end
    while (at) {
      const drawn = all.get(at.node)
      if (!drawn || (drawn.node.mode === 'active' && !isPassing(drawn) && !isEnd(drawn))) break
      const key = JSON.stringify([at.node, at.port, type])
      if (known.has(key)) {
        at = known.get(key)
        break
      }
      known.set(key, undefined)
      passed.push(key)
      at = before(drawn, at.port, type)
    }
    for (const key of passed) known.set(key, at)
    return at
  }
}

/** Returns the name that connects Set and Get nodes, which are within one graph. */
function variableOf({ parent, node }: Pick<DrawnNode, 'parent' | 'node'>): string {
  return JSON.stringify([parent, node.config[0] ?? null])
}

/**
 * Returns the input that a bypassed node passes to an output, for a link to an input of type `type`: the one beside the
 * output if the types fit, else the first of that type; -1 if there is none.
 */
function bypassedInput({ inputs, outputs }: WorkflowNode, slot: number, type: string): number {
  if (type === '*') return slot < inputs.length ? slot : 0
  const output = outputs[slot]?.type ?? '*'
  const fits = (input: Port | undefined) =>
    input !== undefined && connects(input.type ?? '*', output) && connects(input.type ?? '*', type)
  if (fits(inputs[slot])) return slot
  const exact = inputs.findIndex((input) => input.type === type)
  return exact >= 0 ? exact : inputs.findIndex(fits)
}

/** Returns whether ComfyUI connects two types; a type may list several, `IMAGE,MASK`. */
function connects(one: string, other: string): boolean {
  if ([one, other].some((type) => type === '*' || type === '')) return true
  const types = other.toLowerCase().split(',')
  return one
    .toLowerCase()
    .split(',')
    .some((type) => types.includes(type))
}
