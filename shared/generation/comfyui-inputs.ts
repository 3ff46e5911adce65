import { type ComfyNode, inputValue, upstreamOf } from './comfyui-nodes.ts'
import { textIn } from './read-values.ts'
import type { GenerationInput } from './reading.ts'

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
