import { type ComfyTexts, comfyTextsIn, readComfyui, savesVideos } from './comfyui.ts'
import { innerTags, readAiLabels, readBrokenTexts, readImageTexts } from './image-texts.ts'
import { readInfotext } from './infotext.ts'
import { looksLikeJson, type ObjectText, readObject } from './json-text.ts'
import type {
  FileFacts,
  GenerationDetails,
  GenerationInput,
  GenerationReading,
  ParserName,
  RawTag,
  TaggedFile,
} from './reading.ts'
import { isWan2gp, readSwarmui, readWan2gp, swarmuiIn, wan2gpInputsOf } from './settings-objects.ts'

/**
 * Returns how a model made a video, from the tags of its file, else from those of files beside it; null if none has
 * generation details. `files` are in order of precedence; `facts` are those of the video. Never throws: notes describe
 * unreadable texts.
 */
export function parseGeneration(files: readonly TaggedFile[], facts?: FileFacts): GenerationReading | null {
  for (const file of files) {
    const reading = parseTags(file, facts)
    if (reading && (file.source !== 'sibling' || isOfVideo(file))) return reading
  }
  return null
}

/**
 * Returns whether a sibling describes the video: an image of the same name does only if its ComfyUI graph saves videos.
 */
function isOfVideo({ name, tags }: TaggedFile): boolean {
  if (!/\.(png|webp|jpe?g)$/i.test(name)) return true
  const texts = comfyTextsOf(byKey(tags))
  return texts !== undefined && savesVideos(texts)
}

function parseTags({ source, name, tags }: TaggedFile, facts?: FileFacts): GenerationReading | null {
  const known = byKey([...tags, ...innerTags(tags)])
  const comfy = comfyTextsOf(known)
  const fromComfy = comfy && readComfyui(comfy, { source, name, facts })
  if (fromComfy) return fromComfy
  const ofImage = readImageTexts(known)
  if (ofImage) return { ...plain(ofImage.parser, ofImage.details), notes: ofImage.notes }
  for (const [key, text] of candidateTexts(known)) {
    const reading = parseText(key, text, known)
    if (reading) return reading
  }
  const rest = readBrokenTexts(known) ?? readAiLabels(tags)
  return rest && { ...plain(rest.parser, rest.details), notes: rest.notes }
}

const textKeys = [
  ...['parameters', 'comment', 'description', 'usercomment', 'imagedescription', 'xpcomment', 'sidecar'],
  ...['xmp usercomment', 'xmp description'],
]

function candidateTexts(known: ReadonlyMap<string, string>): [string, string][] {
  return textKeys.flatMap((key) => {
    const text = known.get(key)
    return text === undefined ? [] : [[key, text] as [string, string]]
  })
}

function parseText(key: string, text: string, known: ReadonlyMap<string, string>): GenerationReading | null {
  if (!looksLikeJson(text)) {
    const details = readInfotext(text)
    return details ? plain('a1111', details) : null
  }
  const read = readObject(text)
  return read ? parseObject(key, read, known) : null
}

function parseObject(
  key: string,
  { object }: ObjectText,
  known: ReadonlyMap<string, string>,
): GenerationReading | null {
  const swarm = swarmuiIn(object)
  if (swarm) return plain('swarmui', readSwarmui(swarm))
  if (key !== 'comment' || !isWan2gp(object)) return null
  const embedded = readObject(known.get('image_metadata') ?? '')?.object
  return plain('wan2gp', readWan2gp(object), wan2gpInputsOf(object, embedded))
}

function plain(parser: ParserName, details: GenerationDetails, inputs: GenerationInput[] = []): GenerationReading {
  return { parser, details, definition: null, output_node: null, inputs, notes: [] }
}

/** Finds ComfyUI's two texts: tags of their own, or one object in another tag. */
function comfyTextsOf(known: ReadonlyMap<string, string>): ComfyTexts | undefined {
  const [prompt, workflow] = [known.get('prompt'), known.get('workflow')].map((text) =>
    text !== undefined && looksLikeJson(text) ? text : undefined,
  )
  if (prompt !== undefined || workflow !== undefined) return { prompt, workflow }
  for (const [, text] of candidateTexts(known)) {
    const texts = comfyTextsIn(text)
    if (texts) return texts
    // The graph itself, as Civitai writes it into a user comment.
    if (looksLikeJson(text) && /"class_type"\s*:/.test(text)) return { prompt: text }
  }
  return undefined
}

/**
 * Returns tags by key in lower case, since containers do not keep the case. EXIF has fixed keys, so ComfyUI puts its
 * own before the value: `workflow:{…}`.
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
