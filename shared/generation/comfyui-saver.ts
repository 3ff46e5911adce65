import { type ComfyNode, inOrder, inputValue } from './comfyui-nodes.ts'
import { type PictureFacts, pictureInto } from './comfyui-picture.ts'
import { textIn } from './read-values.ts'
import type { FileFacts, TaggedFile } from './reading.ts'

/** The file whose saver is searched for. */
export interface SavedFile extends Pick<TaggedFile, 'name' | 'source'> {
  /** Its known facts; undefined if there are none. */
  facts?: FileFacts | undefined
}

/** Words in the types of nodes that save something else; `CLIP` is a model, and a clip is a video. */
const withoutPicture = /^(audio|latent|model|checkpoint|lora|vae|mesh|glb|text|string|json)s?$/i

/**
 * Returns whether a node saves images or videos: it has a prefix for file names, or its type says that it saves the
 * picture that it receives, under a name that is not known.
 */
function isSaver(node: ComfyNode): boolean {
  const { type, values, links } = node
  if (type === 'VHS_VideoCombine') return true
  const words = wordsOf(type)
  if (words.some((word) => word === 'CLIP' || withoutPicture.test(word))) return false
  if (values.has('filename_prefix') || links.has('filename_prefix')) return true
  return receivesPicture(node) && words.some((word) => /^(save|saver|export|exporter)$/i.test(word))
}

/** Returns the words of a type, also if they are written as one: `SaveImageWithContext`, `VAESave`, `Image Saver`. */
function wordsOf(type: string): string[] {
  return type.match(/[A-Z]+(?![a-z])|[A-Z]?[a-z]+/g) ?? []
}

/** Returns whether a node saves videos or animations. */
export function isVideoSaver(node: ComfyNode): boolean {
  return isSaver(node) && /video|webm|animated|gif|movie/i.test(node.type)
}

/**
 * Lists the nodes that may have saved a file; one is certain. Each of these tells some apart, unless it excludes all:
 * the kind of file, the pattern of its name, its counter, container, rate, size and number of frames. If no node saves,
 * it is the last that receives a picture.
 */
export function saversOf(nodes: readonly ComfyNode[], file: SavedFile): ComfyNode[] {
  const previews = isPreview.test(file.name)
    ? nodes.filter((node) => /preview/i.test(node.type) && receivesPicture(node))
    : []
  const savers = previews.length > 0 ? previews : nodes.filter(isSaver)
  if (savers.length === 0) return lastWithPicture(nodes)
  // A sibling has the name of the video that it tells of, with another ending.
  const isItself = file.source === 'file'
  const isImage = isItself && /\.(png|jpe?g|webp|avif|heic)$/i.test(file.name) && (file.facts?.frames ?? 1) <= 1
  const rules: ((node: ComfyNode) => boolean)[] = [
    (node) => isVideoSaver(node) !== isImage,
    (node) => node.values.get('save_output') !== false,
    (node) => namePattern(node, true).test(file.name),
    (node) => namePattern(node, false).test(file.name),
    (node) => !isItself || (endingsOf(node)?.test(file.name) ?? true),
  ]
  let left = savers
  for (const rule of rules) left = narrowed(left, rule)
  // A renamed file begins with the prefix; the longest one says most.
  const longest = left.reduce((most, node) => Math.max(most, startOf(node, file.name)), 0)
  left = narrowed(left, (node) => startOf(node, file.name) === longest)
  const { facts } = file
  return facts && left.length > 1 && left.length <= mostCompared ? agreeing(left, facts) : left
}

/** The names of the pictures that ComfyUI’s previews write. */
const isPreview = /_temp_[a-z]{5}_\d{5,}_\.\w+$/

/** More savers than a person builds; each needs a search of its own. */
export const mostCompared = 16

function narrowed(nodes: ComfyNode[], rule: (node: ComfyNode) => boolean): ComfyNode[] {
  const kept = nodes.filter(rule)
  return kept.length > 0 ? kept : nodes
}

/** Returns the last node in the graph's order that receives a picture; none if no node does. */
function lastWithPicture(nodes: readonly ComfyNode[]): ComfyNode[] {
  const read = new Set(nodes.flatMap((node) => [...node.links.values()].map((link) => link.node)))
  const ends = new Set(nodes.filter((node) => !read.has(node) && receivesPicture(node)))
  const root = { id: '', type: '', values: new Map(), links: new Map(), outputs: [] }
  const all = inOrder(root, (node) =>
    node === root ? [...ends].map((end) => ({ node: end, slot: 0, type: undefined })) : node.links.values(),
  )
  const last = all.findLast((node) => ends.has(node))
  return last ? [last] : []
}

function receivesPicture({ links }: ComfyNode): boolean {
  return [...links.keys()].some((name) => /^(images?|videos?|frames?|gif|samples)$/i.test(name))
}

/**
 * Returns the pattern of the names that a node gives: its prefix with placeholders for dates and values, then a counter
 * of five digits. ComfyUI's own nodes write `_00001_`, VideoHelperSuite `_00001`; `isExact` tells these apart.
 */
function namePattern(node: ComfyNode, isExact: boolean): RegExp {
  const prefix = prefixOf(node)
  if (prefix === '') return /$^/
  const name = prefix
    .split(/(%[^%]*%)/)
    .map((part) => placeholders.get(part) ?? datePattern(part) ?? escaped(part))
    .join('')
  const own = /^VHS_/.test(node.type) ? '(-audio)?' : '_'
  return new RegExp(`^${name}_\\d{5,}${isExact ? own : '_?(-audio)?'}\\.\\w+$`, 'iu')
}

const placeholders = new Map([
  ...['%width%', '%height%', '%batch_num%'].map((it): [string, string] => [it, '\\d+']),
  ...['%month%', '%day%', '%hour%', '%minute%', '%second%'].map((it): [string, string] => [it, '\\d{2}']),
  ['%year%', '\\d{4}'],
])

/** Returns the pattern of `%date:yyyy-MM-dd%`, or of a value of another node, `%KSampler.seed%`. */
function datePattern(part: string): string | undefined {
  if (!/^%[^%]+%$/.test(part)) return undefined
  const [, format] = /^%date:(.*)%$/.exec(part) ?? []
  if (format === undefined) return part === '%date%' ? '\\d+' : '.+'
  return format.replaceAll(/yyyy|[yMdhms]{2}|[Mdhms]|[^\w]/g, (it) => {
    if (!/\w/.test(it)) return escaped(it)
    return it === 'yyyy' ? '\\d{4}' : it.length === 2 ? '\\d{2}' : '\\d{1,2}'
  })
}

/** Returns a pattern that matches a text only. */
function escaped(text: string): string {
  return text.replaceAll(/[^\p{L}\p{N}_]/gu, (sign) => `\\u{${sign.codePointAt(0)?.toString(16)}}`)
}

/** Returns the prefix of a node's file names without folders; empty if it is not known. */
function prefixOf(node: ComfyNode): string {
  const prefix = textIn(inputValue(node, ['filename_prefix'])) ?? ''
  return prefix.length > longestPrefix ? '' : (prefix.split(/[\\/]/).at(-1) ?? '')
}

const longestPrefix = 1000

/** Returns the length of the constant start of a node's names, if a file name begins with it. */
function startOf(node: ComfyNode, fileName: string): number {
  const start = prefixOf(node).split('%')[0] ?? ''
  return fileName.startsWith(start) ? start.length : 0
}

const endings: readonly [RegExp, RegExp][] = [
  [/webm/, /\.webm$/i],
  [/mp4|h264|h265|hevc|^auto$/, /\.(mp4|m4v)$/i],
  [/prores|mov/, /\.mov$/i],
  [/mkv|ffv1/, /\.mkv$/i],
  [/gif/, /\.gif$/i],
  [/webp/, /\.webp$/i],
  [/png/, /\.png$/i],
]

/** Returns the pattern of the endings of a node's files; undefined if it is not known. */
function endingsOf(node: ComfyNode): RegExp | undefined {
  const format =
    textIn(inputValue(node, ['format']))?.toLowerCase() ?? /webm|webp|png|gif/i.exec(node.type)?.[0]?.toLowerCase()
  return format === undefined ? undefined : endings.find(([pattern]) => pattern.test(format))?.[1]
}

/** Latents hold a number of frames and pixels that their model can divide. */
const framesOff = 8
const pixelsOff = 31

/** Returns the savers whose picture has the facts of the file, as far as the nodes before them state it. */
function agreeing(savers: ComfyNode[], { width, height, frames, fps }: FileFacts): ComfyNode[] {
  const stated = new Map(savers.map((node) => [node, pictureInto(node)]))
  const isNear = (is: number | null, said: number | undefined, off: number) =>
    is === null || said === undefined || Math.abs(is - said) <= off
  const rules: ((said: PictureFacts) => boolean)[] = [
    (said) => isNear(frames, said.frames, Math.max(framesOff, (said.frames ?? 0) * 0.06)),
    (said) => isNear(fps, said.fps, (said.fps ?? 0) * 0.01),
    (said) => isNear(width, said.width, pixelsOff) && isNear(height, said.height, pixelsOff),
  ]
  return rules.reduce((left, rule) => narrowed(left, (node) => rule(stated.get(node) ?? {})), savers)
}
