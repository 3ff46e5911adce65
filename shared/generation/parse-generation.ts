import { type ComfyTexts, comfyTextsIn, readComfyui, savesVideos } from './comfyui.ts'
import { readInfotext } from './infotext.ts'
import { looksLikeJson, type ObjectText, readObject } from './json-text.ts'
import type {
  GenerationDetails,
  GenerationInput,
  GenerationReading,
  ParserName,
  RawTag,
  TaggedFile,
} from './reading.ts'
import { isWan2gp, readInvokeai, readSwarmui, readWan2gp, swarmuiIn, wan2gpInputsOf } from './settings-objects.ts'

/**
 * How a model made a video, from the tags of its file, or else of files beside it; null where none of them says so. `files` in
 * the order in which they are believed. Reads whatever it is given and throws nothing: what it cannot read it notes.
 */
export function parseGeneration(files: readonly TaggedFile[]): GenerationReading | null {
  for (const file of files) {
    const reading = parseTags(file)
    if (reading && (file.source !== 'sibling' || isOfVideo(file))) return reading
  }
  return null
}

/** A picture of the same name may have been made without the video: ComfyUI's says whether it is the first frame of one. */
function isOfVideo({ name, tags }: TaggedFile): boolean {
  if (!/\.(png|webp|jpe?g)$/i.test(name)) return true
  const texts = comfyTextsOf(byKey(tags))
  return texts !== undefined && savesVideos(texts)
}

function parseTags({ name, tags }: TaggedFile): GenerationReading | null {
  const known = byKey(tags)
  const comfy = comfyTextsOf(known)
  const fromComfy = comfy && readComfyui(comfy, name)
  if (fromComfy) return fromComfy
  const invoke = readObject(known.get('invokeai_metadata') ?? '')
  if (invoke) return plain('invokeai', readInvokeai(invoke.object))
  for (const [key, text] of textsThatMayTell(known)) {
    const reading = parseText(key, text)
    if (reading) return reading
  }
  return null
}

const telling = ['parameters', 'comment', 'description', 'usercomment', 'imagedescription', 'sidecar']

function textsThatMayTell(known: ReadonlyMap<string, string>): [string, string][] {
  return telling.flatMap((key) => {
    const text = known.get(key)
    return text === undefined ? [] : [[key, text] as [string, string]]
  })
}

function parseText(key: string, text: string): GenerationReading | null {
  if (!looksLikeJson(text)) {
    const details = readInfotext(text)
    return details ? plain('a1111', details) : null
  }
  const read = readObject(text)
  return read ? parseObject(key, read) : null
}

function parseObject(key: string, { object }: ObjectText): GenerationReading | null {
  const swarm = swarmuiIn(object)
  if (swarm) return plain('swarmui', readSwarmui(swarm))
  if (key === 'comment' && isWan2gp(object)) return plain('wan2gp', readWan2gp(object), wan2gpInputsOf(object))
  return null
}

function plain(parser: ParserName, details: GenerationDetails, inputs: GenerationInput[] = []): GenerationReading {
  return { parser, details, definition: null, output_node: null, inputs, notes: [] }
}

/** ComfyUI's two texts, wherever they are: tags of their own, or one object in any other tag. */
function comfyTextsOf(known: ReadonlyMap<string, string>): ComfyTexts | undefined {
  const [prompt, workflow] = [known.get('prompt'), known.get('workflow')].map((text) =>
    text !== undefined && looksLikeJson(text) ? text : undefined,
  )
  if (prompt !== undefined || workflow !== undefined) return { prompt, workflow }
  for (const [, text] of textsThatMayTell(known)) {
    const texts = comfyTextsIn(text)
    if (texts) return texts
  }
  return undefined
}

/**
 * Tags by their keys in lower case, as containers do not keep the case. EXIF has no keys to choose: ComfyUI begins the value with
 * one, `workflow:{…}`.
 */
function byKey(tags: readonly RawTag[]): Map<string, string> {
  const known = new Map<string, string>()
  for (const { key, value } of tags) {
    const [, prefix, rest] = /^([A-Za-z]\w{0,99}):(\s*[{["][\s\S]*)$/.exec(value) ?? []
    const name = (prefix ?? key).toLowerCase()
    if (!known.has(name)) known.set(name, rest ?? value)
  }
  return known
}
