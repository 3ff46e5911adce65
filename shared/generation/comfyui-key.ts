import type { Json, WorkflowGraph, WorkflowNode } from '../workflow/graph.ts'

/** What ComfyUI's editor puts after a number that it may change before each run. */
const controls: readonly Json[] = ['fixed', 'increment', 'decrement', 'randomize']

/**
 * A text that two graphs of ComfyUI share when they are the same workflow: the same nodes with the same values and links. Seeds do
 * not count, because the editor changes them before each run; neither does where nodes lie, nor the order in which they are saved.
 */
export function graphKey({ format, nodes, edges }: WorkflowGraph): string {
  const links = edges.map(({ from, to }) => [from.node, from.port, to.node, to.port].join('\n'))
  const sorted = nodes.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  return JSON.stringify([
    format,
    sorted.map(({ id, type, mode, ...node }) => [id, type, mode, values(type, node)]),
    links.sort(),
  ])
}

function values(type: string, { config }: Pick<WorkflowNode, 'config'>): [string, Json][] {
  const isSeedNode = /\bseed\b/i.test(type)
  return Object.entries(config)
    .filter(([key, value]) => !(isNumber(value) && (isSeedNode || isSeed(key, config))))
    .sort(([a], [b]) => (a < b ? -1 : 1))
}

/** Also one that a double cannot hold. */
function isNumber(value: Json): boolean {
  return typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))
}

/** By its name, or in a list of values without names by what follows it. */
function isSeed(key: string, config: WorkflowNode['config']): boolean {
  return /(^|_)seed$/i.test(key) || (/^\d+$/.test(key) && controls.includes(config[Number(key) + 1] ?? null))
}
