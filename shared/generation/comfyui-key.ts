import type { Json, WorkflowGraph, WorkflowNode } from '../workflow/graph.ts'

/** Values that ComfyUI's editor writes after a number that it may change before each run. */
const controls: readonly Json[] = ['fixed', 'increment', 'decrement', 'randomize']

/**
 * Returns a text that is equal for two graphs of the same workflow: the same nodes with the same values and links.
 * Seeds do not count, because the editor changes them before each run; neither do positions of nodes, nor the order in
 * which they are saved.
 */
export function graphKey({ format, subgraphs, ...graph }: WorkflowGraph): string {
  const inside = [...(subgraphs ?? [])].map(([id, subgraph]) => [id, ...contentOf(subgraph)])
  return JSON.stringify([format, ...contentOf(graph), ...(inside.length > 0 ? [inside] : [])])
}

function contentOf({ nodes, edges }: Pick<WorkflowGraph, 'nodes' | 'edges'>): Json[] {
  const links = edges.map(({ from, to }) => [from.node, from.port, to.node, to.port].join('\n'))
  const sorted = nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return [sorted.map(({ id, type, mode, ...node }) => [id, type, mode, values(type, node)]), links.sort()]
}

function values(type: string, { config }: Pick<WorkflowNode, 'config'>): [string, Json][] {
  const isSeedNode = /\bseed\b/i.test(type)
  return Object.entries(config)
    .filter(([key, value]) => !(isNumber(value) && (isSeedNode || isSeed(key, config))))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Returns whether a value is a number, or the digits of an integer that a double cannot represent. */
function isNumber(value: Json): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))
}

/** Returns whether a value is a seed: by its name or, in a list of values without names, by the value after it. */
function isSeed(key: string, config: WorkflowNode['config']): boolean {
  return /(^|_)seed$/i.test(key) || (/^\d+$/.test(key) && controls.includes(config[Number(key) + 1] ?? null))
}
