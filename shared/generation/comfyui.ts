import { messageOf } from '../errors.ts'
import type { WorkflowGraph, WorkflowNode } from '../workflow/graph.ts'
import { findNode } from '../workflow/inside-subgraph.ts'
import { parseDefinitionObject } from '../workflow/parse-definition.ts'
import { isObject } from '../workflow/validate.ts'
import { comfyDetails } from './comfyui-details.ts'
import { inputsOf } from './comfyui-inputs.ts'
import { graphKey } from './comfyui-key.ts'
import { comfyNodesOf } from './comfyui-run.ts'
import { isVideoSaver, mostCompared, type SavedFile, saversOf } from './comfyui-saver.ts'
import { memberText, type ObjectText, readObject } from './json-text.ts'
import type { GenerationDetails, GenerationInput, GenerationReading } from './reading.ts'

/**
 * The two texts that ComfyUI writes into files: the graph that ran, and the graph as its editor saves it. Either may be
 * missing.
 */
export interface ComfyTexts {
  /** In ComfyUI's API format. */
  prompt?: string | undefined
  /** In the editor's format. */
  workflow?: string | undefined
}

/**
 * Returns both texts from one JSON object: `{ prompt, workflow }`, as VideoHelperSuite wrote it until 2026, or what
 * ComfyUI's server takes and lists, `{ prompt, extra_data }`. Undefined for any other object.
 */
export function comfyTextsIn(text: string): ComfyTexts | undefined {
  const outer = readObject(text)
  if (!outer || 'nodes' in outer.object) return undefined
  const extra = ['extra_data', 'extra_pnginfo'].reduce((of, key) => objectIn(of, key) ?? of, outer)
  const texts = {
    prompt: graphIn(outer, 'prompt'),
    workflow: graphIn(outer, 'workflow') ?? graphIn(extra, 'workflow'),
  }
  return texts.prompt === undefined && texts.workflow === undefined ? undefined : texts
}

/** Returns the text of the workflow to keep if a person imports this text: without what ComfyUI puts around it. */
export function definitionIn(text: string): string {
  const texts = comfyTextsIn(text)
  return texts?.workflow ?? texts?.prompt ?? text
}

/** Returns an object within an object; it may be JSON in a string. */
function objectIn({ text, object }: ObjectText, key: string): ObjectText | undefined {
  const value = object[key]
  if (isObject(value)) return { text: memberText(text, key) ?? '', object: value }
  return typeof value === 'string' ? readObject(value) : undefined
}

/** Returns the text of a graph within an object; a node called `prompt` is none. */
function graphIn(of: ObjectText, key: string): string | undefined {
  const graph = objectIn(of, key)
  return typeof graph?.object.class_type === 'string' ? undefined : graph?.text
}

interface ParsedGraph {
  text: string
  graph: WorkflowGraph
}

/**
 * Reads ComfyUI's texts in a file; null if neither is a graph of ComfyUI. Values come from the graph that ran; the
 * definition is the editor's graph, because its nodes have positions.
 */
export function readComfyui(texts: ComfyTexts, file: SavedFile): GenerationReading | null {
  const notes: string[] = []
  const ran = readGraph(texts.prompt, 'prompt', notes)
  const shown = readGraph(texts.workflow, 'workflow', notes)
  const source = ran ?? shown
  if (!source) return isOfComfyui(texts) ? unreadable(notes) : null
  notes.push(...(source.graph.notes ?? []))
  const nodes = comfyNodesOf(source.graph, ran ? shown?.graph : undefined)
  const savers = saversOf([...nodes.values()], file)
  const [saver] = savers
  if (!saver) notes.push('No node of its graph saves a file, so the node that made it is unknown.')
  else if (savers.length > 1) notes.push(`${savers.length} nodes of its graph may have saved it, so none is named.`)
  const editor = shown && finderIn(shown.graph)
  const isShown = !saver || (editor !== undefined && editor(saver) !== undefined)
  const positioned = shown && isShown ? shown : source
  const find = positioned === shown && editor ? editor : finderIn(positioned.graph)
  const compared = savers.length > mostCompared ? [] : savers
  const output = savers.length === 1 && saver ? find(saver) : undefined
  return {
    parser: 'comfyui',
    details: sharedDetails(compared.map(comfyDetails)),
    definition: { text: positioned.text, key: graphKey(positioned.graph) },
    output_node: output ? { id: output.id, type: output.type } : null,
    inputs: sharedInputs(compared.map(inputsOf)).map((input) => {
      const { node_id: id, node_type: type } = input
      const node = id === null || type === null ? undefined : find({ id, type })
      return { ...input, node_id: node?.id ?? null, node_type: node?.type ?? type }
    }),
    notes,
  }
}

/** Returns the details that are the same for all nodes that may have saved the file. */
function sharedDetails([first, ...others]: readonly GenerationDetails[]): GenerationDetails {
  const shared = Object.entries(first ?? {}).filter(([key, value]) =>
    others.every((other) => JSON.stringify(other[key as keyof GenerationDetails]) === JSON.stringify(value)),
  )
  return { provider: 'comfyui', ...Object.fromEntries(shared) }
}

/** Returns the inputs of all nodes that may have saved the file. */
function sharedInputs([first = [], ...others]: readonly GenerationInput[][]): GenerationInput[] {
  const lists = others.map((inputs) => new Set(inputs.map(({ node_id }) => node_id)))
  return first.filter(({ node_id }) => lists.every((ids) => ids.has(node_id)))
}

/** Returns whether the graph saves videos: an image that carries it is then the first frame of one. */
export function savesVideos(texts: ComfyTexts): boolean {
  const source = readGraph(texts.prompt, 'prompt', []) ?? readGraph(texts.workflow, 'workflow', [])
  return source !== undefined && [...comfyNodesOf(source.graph).values()].some(isVideoSaver)
}

function readGraph(tag: string | undefined, name: string, notes: string[]): ParsedGraph | undefined {
  const note = (why: string) => notes.push(`Its tag “${name}” could not be parsed and is kept as text: ${why}`)
  const read = tag === undefined ? undefined : readObject(tag, note)
  if (!read) return undefined
  try {
    return { text: read.text, graph: parseDefinitionObject(read.object) }
  } catch (error) {
    note(messageOf(error))
    return undefined
  }
}

/**
 * Returns whether ComfyUI wrote these texts. Other programs use tags of these names too, but ComfyUI's texts contain
 * names of its own, even if they are truncated.
 */
function isOfComfyui({ prompt = '', workflow = '' }: ComfyTexts): boolean {
  return /class_type|last_node_id|last_link_id/.test(prompt + workflow)
}

/** Returns a reading that only notes that ComfyUI's texts cannot be parsed. */
function unreadable(notes: string[]): GenerationReading {
  return { parser: 'comfyui', details: { provider: 'comfyui' }, definition: null, output_node: null, inputs: [], notes }
}

/**
 * Returns a function that finds the node which a graph shows for one that ran: the same id and type. `12:34` is inside
 * a subgraph, which the graph shows as node 12.
 */
function finderIn(graph: WorkflowGraph) {
  const nodes = new Map(graph.nodes.map((node) => [node.id, node]))
  return ({ id, type }: { id: string; type: string }): WorkflowNode | undefined => {
    const exact = nodes.get(id)
    if (exact) return exact.type === type ? exact : undefined
    const [outer = '', ...path] = id.split(':')
    const around = nodes.get(outer)
    // The inside of a group node may be missing.
    const isClosed = around?.subgraph === undefined && /^workflow[>/]/.test(around?.type ?? '')
    if (!around || path.length === 0 || isClosed) return around
    return findNode(graph, id)?.type === type ? around : undefined
  }
}
