import { messageOf } from '../errors.ts'
import type { WorkflowGraph } from '../workflow/graph.ts'
import { parseDefinition } from '../workflow/parse-definition.ts'
import { comfyDetails } from './comfyui-details.ts'
import { inputsOf, isVideoSaver, saverOf } from './comfyui-files.ts'
import { graphKey } from './comfyui-key.ts'
import { comfyNodesOf } from './comfyui-nodes.ts'
import { memberText, readObject } from './json-text.ts'
import type { GenerationReading } from './reading.ts'

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

/** Returns both texts from one JSON object, as VideoHelperSuite wrote it until 2026; undefined for any other object. */
export function comfyTextsIn(text: string): ComfyTexts | undefined {
  const outer = readObject(text)
  if (!outer || !('prompt' in outer.object || 'workflow' in outer.object)) return undefined
  const inner = (key: string) => readObject(memberText(outer.text, key) ?? '')?.text
  const texts = { prompt: inner('prompt'), workflow: inner('workflow') }
  return texts.prompt === undefined && texts.workflow === undefined ? undefined : texts
}

interface ParsedGraph {
  text: string
  graph: WorkflowGraph
}

/**
 * Reads ComfyUI's texts in a file of this name; null if neither is a graph of ComfyUI. Values come from the graph that
 * ran; the definition is the editor's graph, because its nodes have positions.
 */
export function readComfyui(texts: ComfyTexts, fileName: string): GenerationReading | null {
  const notes: string[] = []
  const ran = readGraph(texts.prompt, 'prompt', notes)
  const shown = readGraph(texts.workflow, 'workflow', notes)
  const source = ran ?? shown
  if (!source) return isOfComfyui(texts) ? unreadable(notes) : null
  const nodes = comfyNodesOf(source.graph)
  const saver = saverOf(nodes.values(), fileName)
  if (!saver) notes.push('No node of its graph saves a file, so the node that made the video is unknown.')
  else if (!saver.isOnly)
    notes.push('Several nodes of its graph save videos; the first one is assumed to have saved this one.')
  const positioned = graphWithNode(shown, saver?.node.id) ?? source
  const output = saver && nodeIn(positioned.graph, saver.node.id)
  return {
    parser: 'comfyui',
    details: saver ? comfyDetails(saver.node) : { provider: 'comfyui' },
    definition: { text: positioned.text, key: graphKey(positioned.graph) },
    output_node: output ? { id: output.id, type: output.type } : null,
    inputs: (saver ? inputsOf(saver.node) : []).map((input) => {
      const node = input.node_id === null ? undefined : nodeIn(positioned.graph, input.node_id)
      return { ...input, node_id: node?.id ?? null, node_type: node?.type ?? input.node_type }
    }),
    notes,
  }
}

/** Returns whether the graph saves videos: an image that carries it is then the first frame of one. */
export function savesVideos(texts: ComfyTexts): boolean {
  const source = readGraph(texts.prompt, 'prompt', []) ?? readGraph(texts.workflow, 'workflow', [])
  return source !== undefined && [...comfyNodesOf(source.graph).values()].some(isVideoSaver)
}

function readGraph(tag: string | undefined, name: string, notes: string[]): ParsedGraph | undefined {
  const read =
    tag === undefined
      ? undefined
      : readObject(tag, (why) => notes.push(`Its tag “${name}” could not be parsed and is kept as text: ${why}`))
  if (!read) return undefined
  try {
    const graph = parseDefinition(read.text)
    return { text: read.text, graph }
  } catch (error) {
    notes.push(`Its tag “${name}” could not be parsed and is kept as text: ${messageOf(error)}`)
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

/** Returns the editor's graph if it has the node. */
function graphWithNode(shown: ParsedGraph | undefined, id: string | undefined): ParsedGraph | undefined {
  return shown && (id === undefined || nodeIn(shown.graph, id)) ? shown : undefined
}

/** Finds a node by id; `12:34` is inside a subgraph, which the editor shows as node 12. */
function nodeIn(graph: WorkflowGraph, id: string) {
  return graph.nodes.find((node) => node.id === id) ?? graph.nodes.find((node) => node.id === id.split(':')[0])
}
