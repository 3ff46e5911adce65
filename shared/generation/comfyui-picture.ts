import { linksOf } from './comfyui-links.ts'
import { type ComfyNode, inputValue, isSampler, upstreamOf } from './comfyui-nodes.ts'
import { numberIn, sizeIn } from './read-values.ts'

/** Sizes in pixels, the number of frames and their rate; undefined if unknown. */
export interface PictureFacts {
  width?: number | undefined
  height?: number | undefined
  frames?: number | undefined
  fps?: number | undefined
}

const frameNames = ['length', 'num_frames', 'video_frames', 'frame_count', 'frames']

/** Returns the size and number of frames that a node sets, also over links; empty if it sets no size. */
export function sizeSetBy(node: ComfyNode): PictureFacts {
  const width = sideOf(node, 'width')
  const height = sideOf(node, 'height')
  if (width === undefined || height === undefined) {
    return sizeIn(inputValue(node, ['size', 'resolution']))
  }
  const frames = numberIn(inputValue(node, frameNames)) ?? measured(node, frameNames)?.frames
  return frames === undefined ? { width, height } : { width, height, frames }
}

function sideOf(node: ComfyNode, side: 'width' | 'height'): number | undefined {
  const value = numberIn(inputValue(node, [side]))
  if (value !== undefined) return value
  const size = measured(node, [side])
  if (!size) return undefined
  const link = node.links.get(side)
  const name = link?.node.outputs[link.slot]?.toLowerCase()
  return name === 'width' || name === 'height' ? size[name] : size[side]
}

/** Returns the facts of the picture that a node measures to set one of these values. */
function measured(node: ComfyNode, names: readonly string[]): PictureFacts | undefined {
  const link = names.map((name) => node.links.get(name)).find((it) => it !== undefined)
  if (!link || !/get\w*(image|latent|video)?\w*(size|dimensions)/i.test(link.node.type)) return undefined
  return pictureInto(link.node)
}

/** Returns what the nodes before a sampler ask it for: the nearest that sets a size. */
export function sizeAskedOf(sampler: ComfyNode): PictureFacts {
  for (const node of [sampler, ...upstreamOf(sampler, (it) => linksOf(it, 'sized'))]) {
    const size = sizeSetBy(node)
    if (size.width !== undefined) return size
  }
  return {}
}

const changesFrames = /batch|concat|merge|select|repeat|trim|split|loop|extend|join|range|pingpong|skip|blend/i
const changesSize = /upscal|resiz|scale|crop|pad|stitch|concat|grid|rotate|seedvr|flashvsr|supir/i
const interpolates = /VFI|interpolat|rife/i
const maxNodes = 10_000

/**
 * Returns the facts of the picture that a node receives, as far as the nodes on its way state them. A node that changes
 * the size or the number of frames, and does not say to what, leaves it unknown.
 */
export function pictureInto(target: ComfyNode): PictureFacts {
  const facts: PictureFacts = {}
  let [isSized, isCounted, times] = [false, inputValue(target, ['pingpong']) === true, 1]
  const seen = new Set<ComfyNode>()
  for (let node: ComfyNode | undefined = target; node && !seen.has(node) && seen.size < maxNodes; ) {
    seen.add(node)
    const isEnd = isSampler(node)
    const size: PictureFacts = isEnd ? sizeAskedOf(node) : node === target ? {} : sizeSetBy(node)
    const frames = size.frames ?? (node === target ? undefined : numberIn(inputValue(node, frameNames)))
    facts.fps ??= numberIn(inputValue(node, ['frame_rate', 'fps']))
    if (!isSized) Object.assign(facts, { width: size.width, height: size.height })
    if (interpolates.test(node.type)) times *= numberIn(inputValue(node, ['multiplier'])) ?? Number.NaN
    if (!isCounted && frames !== undefined) facts.frames = numberIn((frames - 1) * times + 1)
    isSized ||= size.width !== undefined || changesSize.test(node.type)
    isCounted ||= frames !== undefined || changesFrames.test(node.type)
    node = isEnd ? undefined : onlyPicture(node)
  }
  return facts
}

/** Returns the node from which a node gets its picture; undefined if there are several. */
function onlyPicture(node: ComfyNode): ComfyNode | undefined {
  const [only, ...others] = linksOf(node, 'picture')
  return others.length === 0 ? only?.node : undefined
}
