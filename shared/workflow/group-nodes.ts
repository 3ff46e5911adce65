import { z } from 'zod'
import { type Json, subgraphEnds, type WorkflowNode } from './graph.ts'

const portSchema = z.object({ name: z.string().catch(''), label: z.string().nullish().catch(null), type: z.unknown() })
const portsSchema = z.array(portSchema).nullish().catch(null)
const nodeSchema = z.looseObject({
  type: z.string(),
  title: z.string().nullish().catch(null),
  inputs: portsSchema,
  outputs: portsSchema,
})
const shownSchema = z.record(z.string(), z.object({ name: z.string(), visible: z.boolean() }).partial()).nullish()
const configSchema = z.record(z.string(), z.object({ input: shownSchema, output: shownSchema }))
const index = z.union([z.number(), z.string()]).transform(Number).pipe(z.int().min(0))
const linkSchema = z.tuple([index, index, index, index], z.unknown())
const groupSchema = z.object({
  nodes: z.array(nodeSchema),
  links: z.array(z.unknown()).nullish(),
  external: z
    .array(z.tuple([index, index], z.unknown()))
    .nullish()
    .catch(null),
  config: configSchema.nullish().catch(null),
})
const extraSchema = z.object({ groupNodes: z.record(z.string(), z.unknown()) })

type Group = z.output<typeof groupSchema>
type Port = z.output<typeof portSchema>

/** The inside of group nodes, in the form in which the editor saves a subgraph. */
export interface SavedGroup {
  /** The type of the nodes that have it inside. */
  type: string
  name: string
  /** Null if it cannot be read. */
  inside: { nodes: unknown[]; links: unknown[]; inputs: unknown[]; outputs: unknown[] } | null
}

/**
 * Lists the group nodes of a definition, which ComfyUI had before subgraphs: nodes of the type `workflow>name`, whose
 * inside is in `extra.groupNodes`. The nodes inside have no ids; links name them by their number in the list, as the
 * graph that runs does (`12:0`). `nodes` are those of the definition: they say which inputs a group node has.
 * (ComfyUI_frontend, src/extensions/core/groupNode.ts)
 */
export function groupNodesIn(extra: unknown, nodes: readonly unknown[]): SavedGroup[] {
  const read = extraSchema.safeParse(extra)
  if (!read.success) return []
  const first = new Map<string, unknown>()
  for (const node of nodes) {
    const type = String(Object(node).type)
    if (/^workflow[>/]/.test(type) && !first.has(type)) first.set(type, node)
  }
  return Object.entries(read.data.groupNodes).flatMap(([name, value]) => {
    const group = groupSchema.safeParse(value)
    const types = ['workflow>', 'workflow/'].map((prefix) => prefix + name).filter((type) => first.has(type))
    return types.map((type): SavedGroup => {
      const inputs = portsSchema.parse(Object(first.get(type)).inputs) ?? []
      return { type, name, inside: group.success ? insideOf(group.data, inputs) : null }
    })
  })
}

function insideOf(group: Group, given: readonly Port[]): SavedGroup['inside'] {
  const links = (group.links ?? []).flatMap((link) => {
    const read = linkSchema.safeParse(link)
    return read.success ? [read.data.slice(0, 4) as [number, number, number, number]] : []
  })
  const all: unknown[] = links.map((ends, at) => [`g${at}`, ...ends])
  for (const [node, slot, input] of openInputs(group, links, given))
    all.push([`i${input}`, subgraphEnds.inputs, input, node, slot])
  const outputs = openOutputs(group, links)
  for (const [at, { node, slot }] of outputs.entries()) all.push([`o${at}`, node, slot, subgraphEnds.outputs, at])
  return {
    nodes: group.nodes.map((node, id) => ({ ...node, id })),
    links: all,
    inputs: [...given],
    outputs: outputs.map(({ port }) => port),
  }
}

type Link = readonly [source: number, output: number, target: number, input: number]

/** Pairs the inputs inside that no link inside sets with those of the group node, whose names come from them. */
function openInputs({ nodes, config }: Group, links: readonly Link[], given: readonly Port[]) {
  const linked = new Set(links.map(([, , node, slot]) => `${node} ${slot}`))
  const free = new Set(given.keys())
  return nodes.flatMap((node, at) =>
    (node.inputs ?? []).flatMap((port, slot): [node: number, slot: number, input: number][] => {
      const { name: own, visible } = config?.[at]?.input?.[port.name] ?? {}
      if (visible === false || linked.has(`${at} ${slot}`)) return []
      const name = own ?? port.label ?? port.name
      // A name that several nodes have is preceded by the title of the node, and numbered.
      const title = `${node.title ?? node.type} `
      const input = [...free].find((index) => {
        const { name: shown = '' } = given[index] ?? {}
        return shown === name || (shown.startsWith(title) && shown.endsWith(` ${name}`))
      })
      if (input === undefined) return []
      free.delete(input)
      return [[at, slot, input]]
    }),
  )
}

/** Lists the outputs inside that the group node has, in its order: those that no link inside uses, and chosen ones. */
function openOutputs({ nodes, config, external }: Group, links: readonly Link[]) {
  const used = new Set(links.map(([node, slot]) => `${node} ${slot}`))
  for (const [node, slot] of external ?? []) used.delete(`${node} ${slot}`)
  return nodes.flatMap((node, at) =>
    (node.outputs ?? []).flatMap((port, slot) => {
      const { visible = !used.has(`${at} ${slot}`) } = config?.[at]?.output?.[slot] ?? {}
      return visible ? [{ node: at, slot, port }] : []
    }),
  )
}

/**
 * Returns the values of the nodes inside a group node, by their ids: the group node lists those of all of them. Empty
 * values if the numbers differ, since those that the inside was saved with may be older.
 */
export function valuesInside(
  { config }: Pick<WorkflowNode, 'config'>,
  inside: readonly Pick<WorkflowNode, 'id' | 'config'>[],
): Map<string, Record<string, Json>> {
  const values = Object.values(config)
  const total = inside.reduce((sum, node) => sum + Object.keys(node.config).length, 0)
  let next = 0
  return new Map(
    inside.map(({ id, config: saved }) => {
      const own = values.length === total ? values.slice(next, next + Object.keys(saved).length) : []
      next += own.length
      return [id, Object.fromEntries(own.entries())]
    }),
  )
}
