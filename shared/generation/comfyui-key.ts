import type { Json, Port, WorkflowEdge, WorkflowGraph, WorkflowNode } from '../workflow/graph.ts'

/** Values that ComfyUI's editor writes after a number that it may change before each run. */
const controls: readonly Json[] = ['fixed', 'increment', 'decrement', 'randomize']

/**
 * Returns a text that is equal for two graphs of the same workflow: the same nodes with the same values and links.
 * Seeds do not count, also inside subgraphs, because the editor changes them before each run; neither do positions of
 * nodes, nor the order in which they are saved.
 */
export function graphKey({ format, subgraphs, ...graph }: WorkflowGraph): string {
  const inside = [...(subgraphs ?? [])].sort(([a], [b]) => (a < b ? -1 : 1))
  const contents = inside.map(([id, subgraph]): Json => [id, ...contentOf(subgraph)])
  return JSON.stringify([format, ...contentOf(graph), ...(contents.length > 0 ? [contents] : [])])
}

function contentOf({ nodes, edges }: Pick<WorkflowGraph, 'nodes' | 'edges'>): Json[] {
  const links = edges.map(({ from, to }) => [from.node, from.port, to.node, to.port].join('\n'))
  const sorted = nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const seedNodes = nodesOfSeeds(nodes, edges)
  return [sorted.map((node) => [node.id, node.type, node.mode, valuesOf(node, seedNodes.has(node.id))]), links.sort()]
}

const seedName = /(^|[_.])seed$/i

/** Returns the ids of the nodes whose outputs are seeds of other nodes: primitives and generators of seeds. */
function nodesOfSeeds(nodes: readonly WorkflowNode[], edges: readonly WorkflowEdge[]): Set<string> {
  const byId = new Map(nodes.map((node) => [node.id, node]))
  const seeds = new Map<WorkflowNode, Set<string>>()
  const [given, others] = [new Set<string>(), new Set<string>()]
  for (const { from, to } of edges) {
    const target = byId.get(to.node)
    if (!target) continue
    let ports = seeds.get(target)
    if (!ports) {
      ports = new Set(target.inputs.filter(isSeedPort).map(({ id }) => id))
      seeds.set(target, ports)
    }
    if (ports.has(to.port)) given.add(from.node)
    else others.add(from.node)
  }
  return new Set([...given].filter((id) => !others.has(id)))
}

function isSeedPort({ widget, key, name }: Port): boolean {
  return [widget, key, name].some((one) => one !== undefined && seedName.test(one))
}

function valuesOf({ type, config, widgets }: WorkflowNode, makesSeeds: boolean): [string, Json][] {
  const isSeedNode = makesSeeds || /\bseed\b/i.test(type)
  return Object.entries(config)
    .filter(([key, value]) => !(isNumber(value) && (isSeedNode || isSeed(key, config, widgets))))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Returns whether a value is a number, or the digits of an integer that a double cannot represent. */
function isNumber(value: Json): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))
}

/**
 * Returns whether a value is a seed: by its name or, in a list of values, by the name that the file has for it or the
 * value after it. A subgraph node has the values of nodes inside it, with or without that.
 */
function isSeed(key: string, config: WorkflowNode['config'], widgets: WorkflowNode['widgets']): boolean {
  if (seedName.test(key)) return true
  if (!/^\d+$/.test(key)) return false
  return seedName.test(widgets?.[Number(key)] ?? '') || controls.includes(config[Number(key) + 1] ?? null)
}
