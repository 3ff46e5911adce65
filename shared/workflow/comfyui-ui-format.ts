import { z } from 'zod'
import { messageOf } from '../errors.ts'
import { addEach, buildGraph, type GraphBuilder, leftOutNotes } from './build-graph.ts'
import { connectAll } from './comfyui-ui-links.ts'
import {
  type Json,
  type Port,
  type ProxiedValue,
  type Subgraph,
  subgraphEnds,
  type WorkflowGraph,
  type WorkflowGroup,
  type WorkflowNode,
} from './graph.ts'
import { groupNodesIn, valuesInside } from './group-nodes.ts'
import {
  idSchema,
  isObject,
  listSchema,
  must,
  numberSchema,
  type Path,
  quote,
  readAs,
  shownTextSchema,
  typeSchema,
} from './validate.ts'

const subgraphSchema = z.looseObject({ id: idSchema, name: shownTextSchema })
const definitionSchema = z.object({
  nodes: listSchema,
  links: z.unknown().optional(),
  groups: z.unknown().optional(),
  extra: z.unknown().optional(),
  definitions: z.object({ subgraphs: z.array(z.unknown()) }).catch({ subgraphs: [] }),
})
const portSchema = z.object({
  name: shownTextSchema,
  label: shownTextSchema,
  localized_name: shownTextSchema,
  type: z.unknown().optional(),
  widget: z.unknown().optional(),
})
// Links number the ports, so that an unreadable one counts too.
const portsSchema = z.array(portSchema.catch({})).catch([])
const nodeSchema = z.object(
  {
    id: idSchema,
    type: typeSchema,
    title: shownTextSchema,
    mode: z.number().nullish().catch(null),
    inputs: portsSchema,
    outputs: portsSchema,
    pos: z.unknown().optional(),
    properties: z.unknown().optional(),
    size: z.unknown().optional(),
    bgcolor: z.unknown().optional(),
    flags: z.object({ collapsed: z.boolean().catch(false) }).catch({ collapsed: false }),
    widgets_values: z.custom<Json[] | Record<string, Json>>(isCollection).catch({}),
  },
  must('an object'),
)
const insideSchema = z.object({
  nodes: listSchema,
  links: z.unknown().optional(),
  groups: z.unknown().optional(),
  inputs: portsSchema,
  outputs: portsSchema,
  inputNode: z.unknown().optional(),
  outputNode: z.unknown().optional(),
})
const coordinateSchema = z.union([numberSchema, z.string().min(1).transform(Number).pipe(numberSchema)])
const pairSchema = z.tuple([coordinateSchema, coordinateSchema])
const modes = new Map<number | null | undefined, WorkflowNode['mode']>([
  [2, 'muted'],
  [4, 'bypassed'],
])

/** Returns whether a definition with `nodes` was saved by ComfyUI's editor. */
export function isComfyuiUi({ nodes, ...definition }: Record<string, Json>): boolean {
  if (['links', 'last_node_id', 'last_link_id', 'state'].some((key) => key in definition)) return true
  return Array.isArray(nodes) && nodes.some((node) => isObject(node) && ('pos' in node || 'widgets_values' in node))
}

/**
 * Parses the format of ComfyUI's editor, versions 0.4 and 1.0 (https://docs.comfy.org/specs/workflow_json). Links
 * connect slots by number, so the numbers are the ids of ports. Values that are saved as a list are numbered from 0.
 * Reroutes of links are bends in a line and are left out. A node without a title has the name of its subgraph. Like the
 * editor, it opens a graph of which parts are unreadable: links that lead nowhere, nodes without an id or a type, and
 * subgraphs are left out with a note, other fields of a node without one.
 * @throws RushesError BAD_INPUT with the field that is wrong, if there are nodes and none can be read.
 */
export function parseComfyuiUi(definition: Record<string, Json>): WorkflowGraph {
  const { nodes, links, groups, definitions, extra } = readAs(definitionSchema, definition, [])
  const saved = definitions.subgraphs.map((value) => subgraphSchema.safeParse(value).data)
  const insides = saved.flatMap((it) => (Array.isArray(it?.nodes) ? it.nodes : []))
  const grouped = groupNodesIn(extra, [...nodes, ...insides])
  const names = new Map(saved.flatMap((it) => (it ? [[it.id, it.name]] : [])))
  for (const { type, name } of grouped) names.set(type, name)
  const notes: string[] = []
  const subgraphs = new Map<string, Subgraph>()
  let [dangling, unreadable] = [0, 0]
  const addSubgraph = (id: string, name: string | null, inside: unknown, path: Path) => {
    try {
      const read = readInside(inside, names, path)
      dangling += read.dangling
      unreadable += read.unreadable
      subgraphs.set(id, { name, ...read.level })
    } catch (error) {
      notes.push(`The inside of the subgraph ${quote(name ?? id)} cannot be read: ${messageOf(error)}`)
    }
  }
  for (const [index, inside] of saved.entries())
    if (inside) addSubgraph(inside.id, inside.name ?? null, inside, ['definitions', 'subgraphs', index])
  for (const { type, name, inside } of grouped) addSubgraph(type, name, inside, ['extra', 'groupNodes', name])
  const graph = buildGraph('comfyui-ui')
  unreadable += addNodes(graph, nodes, ['nodes'], names)
  for (const node of graph.nodes()) if (subgraphs.has(node.type)) node.subgraph = node.type
  const types = new Set(grouped.map(({ type }) => type))
  for (const node of [...graph.nodes(), ...[...subgraphs.values()].flatMap((inside) => inside.nodes)])
    if (types.has(node.type)) node.inside = valuesInside(node, subgraphs.get(node.type)?.nodes ?? [])
  dangling += connectAll(graph, links)
  notes.push(...leftOutNotes(unreadable, dangling))
  const drawn = readGroups(groups)
  return {
    ...graph.finish(),
    ...(drawn.length > 0 && { groups: drawn }),
    ...(subgraphs.size > 0 && { subgraphs }),
    ...(notes.length > 0 && { notes }),
  }
}

/** Reads the inside of a subgraph; two nodes more stand for its inputs and outputs. */
function readInside(value: unknown, names: ReadonlyMap<string, unknown>, path: Path) {
  const { nodes, links, groups, inputs, outputs, inputNode, outputNode } = readAs(insideSchema, value, path)
  const graph = buildGraph('comfyui-ui')
  const unreadable = addNodes(graph, nodes, [...path, 'nodes'], names)
  for (const node of graph.nodes()) if (names.has(node.type)) node.subgraph = node.type
  graph.addNode(endNode(subgraphEnds.inputs, 'Inputs', inputNode, { outputs: inputs.map(toPort) }), path)
  graph.addNode(endNode(subgraphEnds.outputs, 'Outputs', outputNode, { inputs: outputs.map(toPort) }), path)
  const dangling = connectAll(graph, links)
  const { format: _format, ...level } = graph.finish()
  return { level: { ...level, groups: readGroups(groups) }, dangling, unreadable }
}

function endNode(
  id: string,
  type: string,
  saved: unknown,
  ports: Partial<Pick<WorkflowNode, 'inputs' | 'outputs'>>,
): WorkflowNode {
  const bounds = boundsSchema.safeParse(isObject(saved) ? toList(saved.bounding) : undefined)
  const position = bounds.success ? { x: bounds.data[0], y: bounds.data[1] } : null
  return { id, type, title: null, position, config: {}, inputs: [], outputs: [], mode: 'active', ...ports }
}

/** Adds nodes, and returns the number of those that were left out. */
function addNodes(graph: GraphBuilder, nodes: readonly unknown[], path: Path, names: ReadonlyMap<string, unknown>) {
  const entries = [...nodes.entries()].filter(([, value]) => value !== null)
  return addEach(entries, ([index, value]) => addNode(graph, value, [...path, index], names))
}

function addNode(graph: GraphBuilder, value: unknown, path: Path, names: ReadonlyMap<string, unknown>): void {
  const node = readAs(nodeSchema, value, path)
  const values = node.widgets_values
  const inputs = node.inputs.map(toPort)
  const name = names.get(node.type)
  const proxied = Array.isArray(values) ? proxiedIn(node.properties, values) : undefined
  const own = Array.isArray(values) ? widgetsOf(inputs, values) : undefined
  const widgets = proxied?.map((it) => (it.node === '-1' ? it.name : `${it.node}.${it.name}`)) ?? own
  const colour = typeof node.bgcolor === 'string' ? toColour(node.bgcolor) : null
  graph.addNode(
    {
      id: node.id,
      type: node.type,
      title: node.title ?? (typeof name === 'string' ? name : null),
      ...readBox(node),
      config: Object.fromEntries(Object.entries(values)),
      inputs,
      outputs: node.outputs.map(toPort),
      mode: modes.get(node.mode) ?? 'active',
      ...(widgets && { widgets }),
      ...(proxied && { proxied }),
      ...(colour && { colour }),
    },
    [...path, 'id'],
  )
}

/** Returns the corner of a node below its title, and its size without the title, if they can be read. */
function readBox({ pos, size, flags }: z.output<typeof nodeSchema>): Pick<WorkflowNode, 'position' | 'size'> {
  const corner = pairSchema.safeParse(toPair(pos))
  if (!corner.success) return { position: null }
  const position = { x: corner.data[0], y: corner.data[1] }
  const sides = pairSchema.safeParse(toPair(size))
  if (!sides.success) return { position }
  const [width, height] = flags.collapsed ? [collapsedWidth, 0] : sides.data
  return { position, size: { width: Math.max(width, 0), height: Math.max(height, 0) } }
}

/** Returns the first two members of a list that the editor may have saved as an object with numbers as keys. */
function toPair(value: unknown): unknown {
  return isCollection(value) ? [Object(value)[0], Object(value)[1]] : value
}

const collapsedWidth = 160

/** Values that the editor writes after a seed, without an input for them. */
const controls: readonly Json[] = ['fixed', 'increment', 'decrement', 'randomize']

/**
 * Returns the names of a node's values, which the editor lists as inputs with a widget; undefined if it does not list
 * all, since some versions list only those with a link.
 */
function widgetsOf(inputs: readonly Port[], values: readonly Json[]): string[] | undefined {
  const names: string[] = []
  for (const { widget } of inputs) {
    if (widget === undefined) continue
    names.push(widget)
    if (/seed$/i.test(widget) && controls.includes(values[names.length] ?? null)) names.push('control_after_generate')
  }
  return names.length > 0 && names.length === values.length ? names : undefined
}

const proxiesSchema = z.object({ proxyWidgets: z.array(z.tuple([idSchema, z.string()])) })

/** Returns the values inside a subgraph that `values` has for one of its nodes, in their order; undefined if none. */
function proxiedIn(properties: unknown, values: readonly Json[]): ProxiedValue[] | undefined {
  const read = proxiesSchema.safeParse(properties)
  // Without a value for each, the values are those of the nodes inside.
  if (!read.success || values.length === 0 || read.data.proxyWidgets.length !== values.length) return undefined
  return read.data.proxyWidgets.map(([node, name]) => ({ node, name }))
}

const boundsSchema = z.tuple([numberSchema, numberSchema, numberSchema, numberSchema])
const groupSchema = z.object({
  title: z.string().catch(''),
  bounding: boundsSchema,
  color: z.string().nullish().catch(null),
})

/** Reads groups; those that cannot be drawn are left out, since nothing depends on them. */
function readGroups(values: unknown): WorkflowGroup[] {
  if (!Array.isArray(values)) return []
  return values.flatMap((value): WorkflowGroup[] => {
    const read = groupSchema.safeParse(isObject(value) ? { ...value, bounding: toList(value.bounding) } : value)
    if (!read.success) return []
    const { title, bounding, color } = read.data
    const [x, y, width, height] = bounding
    const colour = toColour(color ?? '')
    return [{ title, x, y, width, height, colour }]
  })
}

/** Returns a colour with six digits; the editor also writes three. */
function toColour(text: string): string | null {
  const [, digits = ''] = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text) ?? []
  if (digits === '') return null
  return `#${digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits}`
}

/** Returns a list that the editor may have saved as an object with numbers as keys. */
function toList(value: unknown): unknown {
  return isObject(value) ? [0, 1, 2, 3].map((index) => value[index]) : value
}

function toPort({ label, localized_name, name, type, widget }: z.output<typeof portSchema>, index: number): Port {
  const shown = label || localized_name || name || String(index)
  const value = isObject(widget) ? widget.name : undefined
  return {
    id: String(index),
    name: shown,
    ...(typeof name === 'string' && name !== shown && { key: name }),
    ...(typeof type === 'string' && { type }),
    ...(typeof value === 'string' && { widget: value }),
  }
}

function isCollection(value: unknown): value is Json[] | Record<string, Json> {
  return Array.isArray(value) || isObject(value)
}
