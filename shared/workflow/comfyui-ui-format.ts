import { z } from 'zod'
import { buildGraph } from './build-graph.ts'
import type { Json, Port, Position, WorkflowGraph, WorkflowNode } from './graph.ts'
import {
  idSchema,
  isObject,
  listSchema,
  must,
  numberSchema,
  type Path,
  readAs,
  textSchema,
  typeSchema,
} from './validate.ts'

const subgraphSchema = z.object({ id: idSchema, name: textSchema.nullish() }, must('an object'))
const definitionSchema = z.object({
  nodes: listSchema,
  links: listSchema.nullish(),
  definitions: z.object({ subgraphs: z.array(subgraphSchema, must('a list')).nullish() }, must('an object')).nullish(),
})
const slotSchema = z
  .custom<string | number>(isSlot, must('the number of a slot'))
  .transform((slot) => String(Number(slot)))
const portSchema = z.object(
  { name: textSchema.nullish(), label: textSchema.nullish(), localized_name: textSchema.nullish() },
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
    widgets_values: z.custom<Json[] | Record<string, Json>>(isCollection, must('a list or an object')).nullish(),
  },
  must('an object'),
)
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
 * connect slots by number, so the numbers are the ids of ports. Widgets that are saved as a list are numbered from 0:
 * their names are not in the file. Reroutes of links are bends in a line and are left out; so is the inside of a
 * subgraph, whose node has the name of the subgraph.
 * @throws RushesError BAD_INPUT with the field that is wrong.
 */
export function parseComfyuiUi(definition: Record<string, Json>): WorkflowGraph {
  const { nodes, links, definitions } = readAs(definitionSchema, definition, [])
  const subgraphs = new Map(definitions?.subgraphs?.map(({ id, name }) => [id, name]))
  const graph = buildGraph('comfyui-ui')
  for (const [index, value] of nodes.entries()) {
    const path = ['nodes', index]
    const node = readAs(nodeSchema, value, path)
    graph.addNode(
      {
        id: node.id,
        type: node.type,
        title: node.title ?? subgraphs.get(node.type) ?? null,
        position: readPosition(node.pos, [...path, 'pos']),
        config: Object.fromEntries(Object.entries(node.widgets_values ?? {})),
        inputs: (node.inputs ?? []).map(toPort),
        outputs: (node.outputs ?? []).map(toPort),
        mode: modes.get(node.mode) ?? 'active',
      },
      [...path, 'id'],
    )
  }
  for (const [index, value] of (links ?? []).entries()) {
    // The editor leaves null entries in the list of links.
    if (value === null) continue
    const { id, from, to, paths } = readLink(value, ['links', index])
    graph.node(from.node, paths.from)
    graph.node(to.node, paths.to)
    graph.connect(id, from, to, paths.id)
  }
  return graph.finish()
}

/** Reads a link: an object in version 1.0, a list of the same fields in 0.4. `paths` are those of its ids. */
function readLink(value: unknown, path: Path) {
  if (Array.isArray(value)) {
    const [id, origin, output, target, input] = readAs(linkListSchema, value, path)
    const paths = { id: [...path, 0], from: [...path, 1], to: [...path, 3] }
    return { id, from: { node: origin, port: output }, to: { node: target, port: input }, paths }
  }
  const link = readAs(linkSchema, value, path)
  return {
    id: link.id,
    from: { node: link.origin_id, port: link.origin_slot },
    to: { node: link.target_id, port: link.target_slot },
    paths: { id: [...path, 'id'], from: [...path, 'origin_id'], to: [...path, 'target_id'] },
  }
}

/** Reads a position: `[x, y]`, or an object with the keys 0 and 1 if the editor saved a typed array. */
function readPosition(value: unknown, path: Path): Position | null {
  if (value === undefined || value === null) return null
  const [x, y] = readAs(pairSchema, isCollection(value) ? [Object(value)[0], Object(value)[1]] : value, path)
  return { x, y }
}

function toPort({ label, localized_name, name }: z.output<typeof portSchema>, index: number): Port {
  return { id: String(index), name: label || localized_name || name || String(index) }
}

function isSlot(value: unknown): boolean {
  return typeof value === 'string' ? /^\d{1,9}$/.test(value) : Number.isSafeInteger(value) && Number(value) >= 0
}

function isCollection(value: unknown): value is Json[] | Record<string, Json> {
  return Array.isArray(value) || isObject(value)
}
