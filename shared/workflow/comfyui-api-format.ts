import { z } from 'zod'
import { addEach, buildGraph, leftOutNotes } from './build-graph.ts'
import type { Json, WorkflowGraph } from './graph.ts'
import { idSchema, isObject, must, objectSchema, readAs, shownTextSchema, typeSchema } from './validate.ts'

const nodeSchema = z.object(
  {
    class_type: typeSchema,
    inputs: objectSchema.catch({}),
    _meta: z.object({ title: shownTextSchema }).nullish().catch(null),
  },
  must('an object'),
)

interface Link {
  from: { node: string; port: string }
  to: { node: string; port: string }
}

/** Returns whether an object is in ComfyUI's API format: nodes with a `class_type`. */
export function isComfyuiApi(definition: Record<string, Json>): boolean {
  return Object.values(definition).some((node) => isObject(node) && 'class_type' in node)
}

/**
 * Parses ComfyUI's API format: a map of ids to nodes, whose inputs are values or links. Values are the config of a
 * node. The port of an output is its number, that of an input its name. There are no positions. Links to missing nodes,
 * and objects that are no nodes, are left out with a note. Other values, such as a version, are none of the graph.
 * @throws RushesError BAD_INPUT with the field that is wrong, if no entry is a node.
 */
export function parseComfyuiApi(definition: Record<string, Json>): WorkflowGraph {
  const graph = buildGraph('comfyui-api')
  const links: Link[] = []
  const entries = Object.entries(definition).filter(([, value]) => isObject(value))
  const unreadable = addEach(entries, ([key, value]) => {
    const id = readAs(idSchema, key, [key])
    const { class_type, inputs, _meta } = readAs(nodeSchema, value, [key])
    const config: [string, Json][] = []
    for (const [name, input] of Object.entries(inputs)) {
      const from = toLink(input)
      if (from) links.push({ from, to: { node: id, port: name } })
      else config.push([name, isObject(input) && '__value__' in input ? (input.__value__ ?? null) : input])
    }
    graph.addNode(
      {
        id,
        type: class_type,
        title: _meta?.title ?? null,
        position: null,
        config: Object.fromEntries(config),
        inputs: [],
        outputs: [],
        mode: 'active',
      },
      [key],
    )
  })
  let dangling = 0
  for (const { from, to } of links) {
    if (graph.find(from.node)) graph.connect(null, from, to, [])
    else dangling += 1
  }
  const notes = leftOutNotes(unreadable, dangling)
  return { ...graph.finish(), ...(notes.length > 0 && { notes }) }
}

/**
 * Reads a link, `[id, slot]`. Like in ComfyUI, the id must be a string: `[512, 768]` is a list of numbers. A list that
 * would look like a link is written as `{ __value__: […] }`.
 */
function toLink(input: Json): Link['from'] | undefined {
  if (!Array.isArray(input) || input.length !== 2) return undefined
  const [node, slot] = input
  if (typeof node !== 'string' || typeof slot !== 'number' || !Number.isInteger(slot) || slot < 0) return undefined
  return { node, port: String(slot) }
}
