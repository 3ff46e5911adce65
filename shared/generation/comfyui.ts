import { messageOf } from '../errors.ts'
import type { WorkflowGraph } from '../workflow/graph.ts'
import { parseDefinition } from '../workflow/parse-definition.ts'
import { comfyDetails } from './comfyui-details.ts'
import { inputsOf, isVideoSaver, saverOf } from './comfyui-files.ts'
import { graphKey } from './comfyui-key.ts'
import { comfyNodesOf } from './comfyui-nodes.ts'
import { memberText, readObject } from './json-text.ts'
import type { GenerationReading } from './reading.ts'

/** The two texts that ComfyUI puts into files: what ran, and what its editor showed. Either may be missing. */
export interface ComfyTexts {
  /** In the API format. */
  prompt?: string | undefined
  /** In the format of the editor. */
  workflow?: string | undefined
}

/** What one JSON object that holds both says, as VideoHelperSuite wrote it until 2026; undefined for any other object. */
export function comfyTextsIn(text: string): ComfyTexts | undefined {
  const outer = readObject(text)
  if (!outer || !('prompt' in outer.object || 'workflow' in outer.object)) return undefined
  const inner = (key: string) => readObject(memberText(outer.text, key) ?? '')?.text
  const texts = { prompt: inner('prompt'), workflow: inner('workflow') }
  return texts.prompt === undefined && texts.workflow === undefined ? undefined : texts
}

interface Readable {
  text: string
  graph: WorkflowGraph
}

/**
 * What ComfyUI's texts say of a file of this name; null where neither is a graph of ComfyUI. What ran is the truth of values;
 * what is kept as the definition is what the editor showed, because its nodes have places.
 */
export function readComfyui(texts: ComfyTexts, fileName: string): GenerationReading | null {
  const notes: string[] = []
  const ran = readGraph(texts.prompt, 'prompt', notes)
  const shown = readGraph(texts.workflow, 'workflow', notes)
  const source = ran ?? shown
  if (!source) return isOfComfyui(texts) ? unreadable(notes) : null
  const nodes = comfyNodesOf(source.graph)
  const saver = saverOf(nodes.values(), fileName)
  if (!saver) notes.push('No node of its graph saves a file, so it is not known which one made the video.')
  else if (!saver.isOnly)
    notes.push('Several nodes of its graph save videos; the first one is taken for the one that did.')
  const places = placesIn(shown, saver?.node.id) ?? source
  const output = saver && nodeIn(places.graph, saver.node.id)
  return {
    parser: 'comfyui',
    details: saver ? comfyDetails(saver.node) : { provider: 'comfyui' },
    definition: { text: places.text, key: graphKey(places.graph) },
    output_node: output ? { id: output.id, type: output.type } : null,
    inputs: (saver ? inputsOf(saver.node) : []).map((input) => {
      const node = input.node_id === null ? undefined : nodeIn(places.graph, input.node_id)
      return { ...input, node_id: node?.id ?? null, node_type: node?.type ?? input.node_type }
    }),
    notes,
  }
}

/** Whether the graph saves videos: the picture that carries it is then the first frame of one. */
export function savesVideos(texts: ComfyTexts): boolean {
  const source = readGraph(texts.prompt, 'prompt', []) ?? readGraph(texts.workflow, 'workflow', [])
  return source !== undefined && [...comfyNodesOf(source.graph).values()].some(isVideoSaver)
}

function readGraph(tag: string | undefined, name: string, notes: string[]): Readable | undefined {
  const read =
    tag === undefined ? undefined : readObject(tag, (why) => notes.push(`Its tag “${name}” is kept raw: ${why}`))
  if (!read) return undefined
  try {
    const graph = parseDefinition(read.text)
    return { text: read.text, graph }
  } catch (error) {
    notes.push(`Its tag “${name}” is kept raw: ${messageOf(error)}`)
    return undefined
  }
}

/** Other programs have tags of these names too; what ComfyUI writes, even cut off, has names of its own in it. */
function isOfComfyui({ prompt = '', workflow = '' }: ComfyTexts): boolean {
  return /class_type|last_node_id|last_link_id/.test(prompt + workflow)
}

/** There is something of ComfyUI, and nobody can read it: that is worth saying. */
function unreadable(notes: string[]): GenerationReading {
  return { parser: 'comfyui', details: { provider: 'comfyui' }, definition: null, output_node: null, inputs: [], notes }
}

/** The graph of the editor, where it has the node in question. */
function placesIn(shown: Readable | undefined, id: string | undefined): Readable | undefined {
  return shown && (id === undefined || nodeIn(shown.graph, id)) ? shown : undefined
}

/** A node by its id; `12:34` is one within a subgraph, which the editor shows as the node 12. */
function nodeIn(graph: WorkflowGraph, id: string) {
  return graph.nodes.find((node) => node.id === id) ?? graph.nodes.find((node) => node.id === id.split(':')[0])
}
