import { z } from 'zod'
import { namedConfig } from '../generation/comfyui-widgets.ts'
import type { Json, WorkflowGraph, WorkflowNode } from './graph.ts'
import { findNode } from './inside-subgraph.ts'
import { parseDefinitionObject } from './parse-definition.ts'
import { parseJson } from './parse-json.ts'
import { isObject } from './validate.ts'

/** The kinds of values that a template asks for. `image` and `video` are files of the library. */
export const inputTypes = ['text', 'integer', 'number', 'boolean', 'image', 'video'] as const
export type InputType = (typeof inputTypes)[number]

/** A value of a workflow that is asked for when one starts from it as a template. */
export const templateInputSchema = z.object({
  /** Unique in the template. */
  name: z.string().trim().min(1, 'A name needs at least one letter.').max(100),
  /** The id of the node, or its path through subgraphs, `12:5`. */
  node: z.string().min(1).max(300),
  /** The key of the value in the settings of the node; of a definition of ComfyUI’s editor its number, from 0. */
  field: z.string().min(1).max(300),
  type: z.enum(inputTypes),
  /** A sentence for the person who starts from the template. */
  help: z.string().trim().max(1000).default(''),
})
export type TemplateInput = z.infer<typeof templateInputSchema>

/** A value for an input as people and programs give it: `"42"` and `42` are the same number. */
export type GivenValue = string | number | boolean

/** An input with the value that the definition has. */
export interface AskedInput extends TemplateInput {
  /** A whole number that a double cannot represent is a text of its digits. */
  default: string | number | boolean | null
  /** Title or type of the node; null if the definition has it no longer. */
  node_title: string | null
  /** A sentence if the definition no longer has the value; null if it does. */
  problem: string | null
}

type Scalar = AskedInput['default']

interface Found {
  node: WorkflowNode
  value: Scalar
}

/** Returns an input with its default. */
export function askedInput(graph: WorkflowGraph, input: TemplateInput): AskedInput {
  const found = findValue(graph, input)
  if (typeof found === 'string') return { ...input, default: null, node_title: null, problem: found }
  const { node, value } = found
  return { ...input, default: value, node_title: node.title ?? node.type, problem: faultOfType(input, value) }
}

/** A value of a node that a template can ask for. */
export interface InputChoice extends Pick<TemplateInput, 'node' | 'field' | 'type'> {
  node_title: string
  /** Name of the value, as far as it is known. */
  label: string
  value: Scalar
}

/** Lists the values that a template can ask for, in the order of the definition; those inside subgraphs last. */
export function inputChoices(graph: WorkflowGraph): InputChoice[] {
  return [...graph.nodes.map((node) => ({ node, id: node.id })), ...insides(graph)].flatMap(({ node, id }) => {
    const names = namedConfig(node)
    return Object.entries(node.config).flatMap(([field, value], index): InputChoice[] => {
      if (!isScalar(value)) return []
      const label = names[index]?.[0] ?? field
      return [
        { node: id, field, type: likelyType(node, label, value), node_title: node.title ?? node.type, label, value },
      ]
    })
  })
}

/** Lists the nodes inside subgraphs by their paths. A subgraph of several nodes is listed for the first of them. */
function insides(graph: WorkflowGraph): { node: WorkflowNode; id: string }[] {
  const seen = new Set<string>()
  const listed: { node: WorkflowNode; id: string }[] = []
  const enter = (nodes: readonly WorkflowNode[], path: string) => {
    for (const { id, subgraph, inside } of nodes) {
      const below = subgraph === undefined ? undefined : graph.subgraphs?.get(subgraph)
      // The values of a group node are those of the node, under other keys.
      if (subgraph === undefined || !below || inside || seen.has(subgraph)) continue
      seen.add(subgraph)
      const at = `${path}${id}:`
      for (const node of below.nodes) listed.push({ node, id: `${at}${node.id}` })
      enter(below.nodes, at)
    }
  }
  enter(graph.nodes, '')
  return listed
}

function likelyType({ type }: WorkflowNode, label: string, value: Scalar): InputType {
  if (typeof value === 'boolean') return 'boolean'
  if (typeof value === 'number')
    return Number.isInteger(value) && !/denoise|cfg|strength|scale|shift/i.test(label) ? 'integer' : 'number'
  if (/seed$/i.test(label) && isDigits(value)) return 'integer'
  if (/load.*video/i.test(type) && /^(video|file|path)$/i.test(label)) return 'video'
  if (/load.*image/i.test(type) && /^(image|file|path)$/i.test(label)) return 'image'
  return 'text'
}

/** Finds the value of an input in a definition, or returns a sentence that says why there is none. */
function findValue(graph: WorkflowGraph, { node: id, field }: Pick<TemplateInput, 'node' | 'field'>): Found | string {
  const node = findNode(graph, id)
  if (!node || isInGroupNode(graph, id)) return `The definition has no node “${id}” with values of its own.`
  const value = Object.hasOwn(node.config, field) ? node.config[field] : undefined
  if (value === undefined) return `The node “${id}” has no value “${field}”.`
  if (!isScalar(value)) return `“${field}” of the node “${id}” is a list or an object, which can’t be asked for.`
  return { node, value }
}

function aroundOf(graph: WorkflowGraph, id: string): WorkflowNode | undefined {
  return graph.nodes.some((node) => node.id === id) ? undefined : findNode(graph, id.slice(0, id.lastIndexOf(':')))
}

/** Returns whether a node is inside a group node, which has its values under other keys. */
function isInGroupNode(graph: WorkflowGraph, id: string): boolean {
  return aroundOf(graph, id)?.inside !== undefined
}

/** Returns the keys and indexes that lead to a value that `findValue` found. */
function pathOf(graph: WorkflowGraph, root: Json, { node: id, field }: TemplateInput): (string | number)[] {
  if (graph.format === 'comfyui-api') return [id, 'inputs', field]
  const values = graph.format === 'connections' ? 'config' : 'widgets_values'
  const inside = aroundOf(graph, id)?.subgraph
  if (inside === undefined) return ['nodes', indexOfNode(root, id), values, field]
  const subgraphs = listIn(isObject(root) ? root.definitions : undefined, 'subgraphs')
  const at = subgraphs.findLastIndex((it) => isObject(it) && String(it.id) === inside)
  const index = indexOfNode(subgraphs[at], id.slice(id.lastIndexOf(':') + 1))
  return ['definitions', 'subgraphs', at, 'nodes', index, values, field]
}

/** Returns the index of a node in a definition, which may list entries that the graph leaves out. */
function indexOfNode(of: Json | undefined, id: string): number {
  return listIn(of, 'nodes').findIndex(
    (it) => isObject(it) && typeof it.type === 'string' && it.type !== '' && String(it.id) === id,
  )
}

function listIn(of: Json | undefined, key: string): Json[] {
  const list = isObject(of) ? of[key] : undefined
  return Array.isArray(list) ? list : []
}

function isScalar(value: Json | undefined): value is Scalar {
  return value === null || ['string', 'boolean'].includes(typeof value) || Number.isFinite(value)
}

const isDigits = (value: unknown) => typeof value === 'string' && /^-?\d{1,40}$/.test(value)

/** Returns a sentence if a value of the definition is not of the type of its input. */
function faultOfType({ name, type }: TemplateInput, value: Scalar): string | null {
  if (value === null) return null
  const isOfType = {
    text: typeof value === 'string',
    image: typeof value === 'string',
    video: typeof value === 'string',
    boolean: typeof value === 'boolean',
    number: typeof value === 'number',
    integer: Number.isInteger(value) || isDigits(value),
  }[type]
  return isOfType ? null : `“${name}” is ${typeNames[type]}, but the definition has ${quoted(value)}.`
}

/** The types in a sentence. */
export const typeNames: Readonly<Record<InputType, string>> = {
  text: 'a text',
  integer: 'a whole number',
  number: 'a number',
  boolean: 'yes or no',
  image: 'an image',
  video: 'a take',
}

function quoted(value: Scalar): string {
  const text = String(value)
  return `“${text.length > 60 ? `${text.slice(0, 59)}…` : text}”`
}

/** Returns the JSON text of a given value, or undefined if it is not of the type. Files are given by their names. */
export function jsonOf(type: InputType, given: GivenValue): string | undefined {
  const text = String(given).trim()
  switch (type) {
    case 'integer':
      return isDigits(text) ? text.replace(/^(-?)0+(?=\d)/, '$1') : undefined
    case 'number':
      return text !== '' && Number.isFinite(Number(text)) ? JSON.stringify(Number(text)) : undefined
    case 'boolean':
      return /^(true|yes|on)$/i.test(text) ? 'true' : /^(false|no|off)$/i.test(text) ? 'false' : undefined
    default:
      return JSON.stringify(String(given))
  }
}

/** Returns a definition with other values of inputs, whose JSON texts are given; all else stays byte for byte. */
export function fillInputs(definition: string, values: readonly { input: TemplateInput; json: string }[]): string {
  const root = parseJson(definition)
  const graph = parseDefinitionObject(root)
  const asked = new Map(values.map(({ input, json }) => [keyOf(pathOf(graph, root, input)), json]))
  const spans = new Map<string, { start: number; end: number; json: string }>()
  parseJson(definition, (path, start, end) => {
    const key = keyOf(path)
    const json = asked.get(key)
    // The last of duplicate keys counts.
    if (json !== undefined) spans.set(key, { start, end, json })
  })
  const fromTheEnd = [...spans.values()].sort((one, other) => other.start - one.start)
  return fromTheEnd.reduce((text, { start, end, json }) => text.slice(0, start) + json + text.slice(end), definition)
}

function keyOf(path: readonly (string | number)[]): string {
  return JSON.stringify(path.map(String))
}
