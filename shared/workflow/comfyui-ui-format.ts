import { z } from 'zod'
import { messageOf } from '../errors.ts'
import { buildGraph, danglingNotes, type GraphBuilder } from './build-graph.ts'
import {
  type Json,
  type Port,
  type Position,
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
  textSchema,
  typeSchema,
} from './validate.ts'

const subgraphSchema = z.object({ id: idSchema, name: textSchema.nullish() }, must('an object'))
const definitionSchema = z.object({
  nodes: listSchema,
  links: listSchema.nullish(),
  groups: z.unknown().optional(),
  extra: z.unknown().optional(),
  definitions: z
    .object({ subgraphs: z.array(subgraphSchema.loose(), must('a list')).nullish() }, must('an object'))
    .nullish(),
})
const slotSchema = z
  .custom<string | number>(isSlot, must('the number of a slot'))
  .transform((slot) => String(Number(slot)))
const portSchema = z.object(
  {
    name: textSchema.nullish(),
    label: textSchema.nullish(),
    localized_name: textSchema.nullish(),
    type: z.unknown().optional(),
    widget: z.unknown().optional(),
  },
  must('an object'),
)
const portsSchema = z.array(portSchema, must('a list')).nullish()
const nodeSchema = z.object(
  {
    id: idSchema,
    type: typeSchema,
    title: textSchema.nullish(),
    mode: z.int(must('a whole number')).nullish(),
    inputs: portsSchema,
    outputs: portsSchema,
    pos: z.unknown().optional(),
    properties: z.unknown().optional(),
    size: z.unknown().optional(),
    bgcolor: z.unknown().optional(),
    flags: z.object({ collapsed: z.boolean().catch(false) }).catch({ collapsed: false }),
    widgets_values: z.custom<Json[] | Record<string, Json>>(isCollection, must('a list or an object')).nullish(),
  },
  must('an object'),
)
const insideSchema = z.object({
  nodes: listSchema,
  links: listSchema.nullish(),
  groups: z.unknown().optional(),
  inputs: portsSchema,
  outputs: portsSchema,
  inputNode: z.unknown().optional(),
  outputNode: z.unknown().optional(),
})
const pairSchema = z.tuple([numberSchema, numberSchema], must('two numbers'))
const linkSchema = z.object(
  { id: idSchema, origin_id: idSchema, origin_slot: slotSchema, target_id: idSchema, target_slot: slotSchema },
  must('a list or an object'),
)
const linkListSchema = z.tuple([idSchema, idSchema, slotSchema, idSchema, slotSchema], z.unknown())
const modes = new Map<number | null | undefined, WorkflowNode['mode']>([
  [2, 'muted'],
  [4, 'bypassed'],
])

/** Returns whether a definition with `nodes` was saved by ComfyUI's editor. */
export function isComfyuiUi(definition: Record<string, Json>): boolean {
  return ['links', 'last_node_id', 'last_link_id', 'state'].some((key) => key in definition)
}

/**
 * Parses the format of ComfyUI's editor, versions 0.4 and 1.0 (https://docs.comfy.org/specs/workflow_json). Links
 * connect slots by number, so the numbers are the ids of ports. Values that are saved as a list are numbered from 0.
 * Reroutes of links are bends in a line and are left out. A node without a title has the name of its subgraph. Links to
 * missing nodes, and subgraphs that cannot be read, are left out with a note.
 * @throws RushesError BAD_INPUT with the field that is wrong.
 */
export function parseComfyuiUi(definition: Record<string, Json>): WorkflowGraph {
  const { nodes, links, groups, definitions, extra } = readAs(definitionSchema, definition, [])
  const saved = definitions?.subgraphs ?? []
  const grouped = groupNodesIn(extra, [...nodes, ...saved.flatMap((it) => (Array.isArray(it.nodes) ? it.nodes : []))])
  const names = new Map<string, string | null | undefined>(saved.map(({ id, name }) => [id, name]))
  for (const { type, name } of grouped) names.set(type, name)
  const notes: string[] = []
  const subgraphs = new Map<string, Subgraph>()
  let dangling = 0
  const addSubgraph = (id: string, name: string | null, inside: unknown, path: Path) => {
    try {
      const read = readInside(inside, names, path)
      dangling += read.dangling
      subgraphs.set(id, { name, ...read.level })
    } catch (error) {
      notes.push(`The inside of the subgraph ${quote(name ?? id)} cannot be read: ${messageOf(error)}`)
    }
  }
  for (const [index, { id, name = null, ...inside }] of saved.entries())
    addSubgraph(id, name, inside, ['definitions', 'subgraphs', index])
  for (const { type, name, inside } of grouped) addSubgraph(type, name, inside, ['extra', 'groupNodes', name])
  const graph = buildGraph('comfyui-ui')
  for (const [index, value] of nodes.entries()) addNode(graph, value, ['nodes', index], names)
  for (const node of graph.nodes()) if (subgraphs.has(node.type)) node.subgraph = node.type
  const types = new Set(grouped.map(({ type }) => type))
  for (const node of [...graph.nodes(), ...[...subgraphs.values()].flatMap((inside) => inside.nodes)])
    if (types.has(node.type)) node.inside = valuesInside(node, subgraphs.get(node.type)?.nodes ?? [])
  dangling += connectAll(graph, links ?? [], ['links'])
  notes.push(...danglingNotes(dangling))
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
  for (const [index, node] of nodes.entries()) addNode(graph, node, [...path, 'nodes', index], names)
  for (const node of graph.nodes()) if (names.has(node.type)) node.subgraph = node.type
  graph.addNode(endNode(subgraphEnds.inputs, 'Inputs', inputNode, { outputs: (inputs ?? []).map(toPort) }), path)
  graph.addNode(endNode(subgraphEnds.outputs, 'Outputs', outputNode, { inputs: (outputs ?? []).map(toPort) }), path)
  const dangling = connectAll(graph, links ?? [], [...path, 'links'])
  const { format: _format, ...level } = graph.finish()
  return { level: { ...level, groups: readGroups(groups) }, dangling }
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

function addNode(graph: GraphBuilder, value: unknown, path: Path, names: ReadonlyMap<string, unknown>): void {
  const node = readAs(nodeSchema, value, path)
  const values = node.widgets_values ?? {}
  const inputs = (node.inputs ?? []).map(toPort)
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
      ...readBox(node, path),
      config: Object.fromEntries(Object.entries(values)),
      inputs,
      outputs: (node.outputs ?? []).map(toPort),
      mode: modes.get(node.mode) ?? 'active',
      ...(widgets && { widgets }),
      ...(proxied && { proxied }),
      ...(colour && { colour }),
    },
    [...path, 'id'],
  )
}

/** Returns the corner of a node below its title, and its size without the title, if it can be read. */
function readBox(
  { pos, size, flags }: Pick<z.output<typeof nodeSchema>, 'pos' | 'size' | 'flags'>,
  path: Path,
): Pick<WorkflowNode, 'position' | 'size'> {
  const position = readPosition(pos, [...path, 'pos'])
  const sides = pairSchema.safeParse(isCollection(size) ? [Object(size)[0], Object(size)[1]] : undefined)
  if (!position || !sides.success) return { position }
  const [width, height] = flags.collapsed ? [collapsedWidth, 0] : sides.data
  return { position, size: { width: Math.max(width, 0), height: Math.max(height, 0) } }
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

/** Connects nodes, and returns the number of links whose nodes are missing. */
function connectAll(graph: GraphBuilder, links: readonly unknown[], path: Path): number {
  let dangling = 0
  for (const [index, value] of links.entries()) {
    // The editor leaves null entries in the list of links.
    if (value === null) continue
    const { id, from, to, idPath } = readLink(value, [...path, index])
    if (graph.find(from.node) && graph.find(to.node)) graph.connect(id, from, to, idPath)
    else dangling += 1
  }
  return dangling
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

/** Reads a link: an object in version 1.0, a list of the same fields in 0.4. */
function readLink(value: unknown, path: Path) {
  if (Array.isArray(value)) {
    const [id, origin, output, target, input] = readAs(linkListSchema, value, path)
    return { id, from: { node: origin, port: output }, to: { node: target, port: input }, idPath: [...path, 0] }
  }
  const link = readAs(linkSchema, value, path)
  return {
    id: link.id,
    from: { node: link.origin_id, port: link.origin_slot },
    to: { node: link.target_id, port: link.target_slot },
    idPath: [...path, 'id'],
  }
}

/** Reads a position: `[x, y]`, or an object with the keys 0 and 1 if the editor saved a typed array. */
function readPosition(value: unknown, path: Path): Position | null {
  if (value === undefined || value === null) return null
  const [x, y] = readAs(pairSchema, isCollection(value) ? [Object(value)[0], Object(value)[1]] : value, path)
  return { x, y }
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

function isSlot(value: unknown): boolean {
  return typeof value === 'string' ? /^\d{1,9}$/.test(value) : Number.isSafeInteger(value) && Number(value) >= 0
}

function isCollection(value: unknown): value is Json[] | Record<string, Json> {
  return Array.isArray(value) || isObject(value)
}
