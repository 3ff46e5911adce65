import { type ComfyNode, inputValue, upstreamOf } from './comfyui-nodes.ts'
import { textIn } from './read-values.ts'
import type { GenerationInput } from './reading.ts'

/** Returns whether a node saves images or videos: it has a prefix for file names. */
function isSaver({ type, values, links }: ComfyNode): boolean {
  return values.has('filename_prefix') || links.has('filename_prefix') || type === 'VHS_VideoCombine'
}

/** Returns whether a node saves videos or animations. */
export function isVideoSaver(node: ComfyNode): boolean {
  return isSaver(node) && /video|webm|animated|gif|movie/i.test(node.type)
}

/**
 * Finds the node that saved a file of this name: the one with the longest prefix of the name; else the only, or first,
 * one that saves videos. `isOnly` is false for a guess.
 */
export function saverOf(
  nodes: Iterable<ComfyNode>,
  fileName: string,
): { node: ComfyNode; isOnly: boolean } | undefined {
  const savers = [...nodes].filter(isSaver)
  const ofVideos = savers.filter(isVideoSaver)
  const kept = (ofVideos.length > 0 ? ofVideos : savers).filter((node) => node.values.get('save_output') !== false)
  const candidates = kept.length > 0 ? kept : ofVideos
  const named = candidates
    .map((node) => ({ node, prefix: prefixOf(node) }))
    .filter(({ prefix }) => prefix !== '' && fileName.startsWith(prefix))
    .sort((a, b) => b.prefix.length - a.prefix.length)
  const [best, second] = named
  if (best && best.prefix.length > (second?.prefix.length ?? 0)) return { node: best.node, isOnly: true }
  const node = best?.node ?? candidates[0]
  return node && { node, isOnly: candidates.length === 1 }
}

/**
 * Returns the constant start of a node's file names: without folders, up to the first placeholder for a date or a
 * value.
 */
function prefixOf(node: ComfyNode): string {
  const prefix = textIn(inputValue(node, ['filename_prefix'])) ?? ''
  return (prefix.split(/[\\/]/).at(-1) ?? '').split('%')[0] ?? ''
}

const loading = /^(VHS_)?Load(Images?|Video|Audio)/i
const fileNames = ['image', 'video', 'file', 'audio', 'directory']

/** Lists the input files of the file that a node saved. */
export function inputsOf(saver: ComfyNode): GenerationInput[] {
  return upstreamOf(saver).flatMap((node): GenerationInput[] => {
    const value = loading.test(node.type) ? textIn(inputValue(node, fileNames)) : undefined
    if (value === undefined) return []
    // ComfyUI's notation for another of its folders: `ferry.png [output]`.
    const [, name = value, folder = 'input'] = /^(.*?)\s*\[(input|output|temp)\]\s*$/.exec(value) ?? []
    return [{ node_id: node.id, node_type: node.type, name, folder: folder as GenerationInput['folder'] }]
  })
}
