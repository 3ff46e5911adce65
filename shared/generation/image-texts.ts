import { isXmp, readLabels } from './ai-labels.ts'
import { isDrawThings, readDrawThings } from './draw-things.ts'
import { isFooocus, readFooocus } from './fooocus.ts'
import { readInvokeaiTexts } from './invokeai.ts'
import { readObject } from './json-text.ts'
import { readMidjourney } from './midjourney.ts'
import { readNovelai } from './novelai.ts'
import { textIn } from './read-values.ts'
import type { GenerationDetails, ParserName, RawTag } from './reading.ts'
import { xmpProperties } from './xmp.ts'

interface ReadTexts {
  parser: ParserName
  details: GenerationDetails
  /** Sentences about unreadable texts. */
  notes: string[]
}

const settingsKeys = ['parameters', 'usercomment', 'comment', 'xmp usercomment']
const descriptionKeys = ['description', 'imagedescription', 'xmp description', 'iptc caption-abstract']

/**
 * Reads the texts of programs that generate images, by key in lower case. Null for those of others, whose texts may be
 * infotext, which several programs write.
 */
export function readImageTexts(known: ReadonlyMap<string, string>): ReadTexts | null {
  const read = readKnownTexts(known)
  return read && { ...read, notes: brokenTexts(known).map(({ note }) => note) }
}

/** Returns a reading that only notes that the texts of a program cannot be parsed; null if none are such. */
export function readBrokenTexts(known: ReadonlyMap<string, string>): ReadTexts | null {
  const broken = brokenTexts(known)
  const parser = broken.find((one) => one.parser !== undefined)?.parser
  return parser ? { parser, details: { provider: parser }, notes: broken.map(({ note }) => note) } : null
}

function readKnownTexts(known: ReadonlyMap<string, string>): Omit<ReadTexts, 'notes'> | null {
  const invokeai = readInvokeaiTexts(known)
  if (invokeai) return { parser: 'invokeai', details: invokeai }
  for (const key of settingsKeys) {
    const { object } = readObject(known.get(key) ?? '') ?? {}
    if (object && isFooocus(object)) return { parser: 'fooocus', details: readFooocus(object) }
    if (object && isDrawThings(object)) return { parser: 'drawthings', details: readDrawThings(object) }
  }
  const novelai = readNovelai(known)
  if (novelai) return { parser: 'novelai', details: novelai }
  for (const key of descriptionKeys) {
    const details = readMidjourney(known.get(key) ?? '')
    if (details) return { parser: 'midjourney', details }
  }
  return null
}

/** Patterns that the texts of each program contain, even if they are truncated. */
const marks: readonly [ParserName, RegExp][] = [
  ['swarmui', /"sui_image_params"/],
  ['fooocus', /fooocus|"base_model"/i],
  ['drawthings', /^\s*\{\s*"c"\s*:/],
  ['novelai', /NovelAI|"v4_prompt"/],
  ['wan2gp', /"type"\s*:\s*"WanGP|"num_inference_steps"/],
  ['comfyui', /class_type|last_node_id|last_link_id/],
]
const markedKeys = [
  ...settingsKeys,
  ...descriptionKeys,
  ...['xpcomment', 'sidecar', 'invokeai_metadata', 'invokeai_graph', 'sd-metadata'],
]
/** Programs name themselves at the beginning or the end. */
const markedLength = 100_000

/** Lists the texts that look like JSON and are none, with the program that wrote each, if it is known. */
function brokenTexts(known: ReadonlyMap<string, string>): { note: string; parser: ParserName | undefined }[] {
  return markedKeys.flatMap((key) => {
    const text = known.get(key) ?? ''
    const note = brokenNote(key, text)
    if (note === undefined) return []
    const part = text.slice(0, markedLength)
    const parser = /^(invokeai|sd-)/.test(key) ? 'invokeai' : marks.find(([, mark]) => mark.test(part))?.[0]
    return [{ note, parser }]
  })
}

/** Returns a sentence about a text that looks like JSON and is none; undefined for any other. */
function brokenNote(key: string, text: string): string | undefined {
  let fault: string | undefined
  readObject(text, (why) => (fault = why))
  return fault === undefined ? undefined : `Its tag “${key}” could not be parsed and is kept as text: ${fault}`
}

/** Returns sentences about labels that cannot be parsed. They claim nothing, so they are part of no reading. */
export function brokenLabels(tags: readonly RawTag[]): string[] {
  return tags.filter(({ key }) => /^aigc(info)?$/i.test(key)).flatMap(({ key, value }) => brokenNote(key, value) ?? [])
}

/** Returns how a file was made according to its labels alone: by which program, if they say so. Null without any. */
export function readAiLabels(tags: readonly RawTag[]): ReadTexts | null {
  const { sourceType, tool, label } = readLabels(tags)
  if (label?.says === 'generated')
    return { parser: 'aigc', details: { provider: label.producer ?? 'unknown' }, notes: [] }
  // An edited photo may contain parts by a model; it was not generated.
  if (sourceType === null || /composite/i.test(sourceType)) return null
  return { parser: 'xmp', details: { provider: tool ?? 'unknown' }, notes: [] }
}

const hidden = /^stealth_(png|rgb)(info|comp)$/
/** The properties of XMP that parsers read. */
const xmpKeys = ['usercomment', 'description']

/**
 * Returns the texts inside other texts as tags: properties of XMP, and NovelAI's, which the pixels or, in a
 * WebP, the user comment holds as one JSON object.
 */
export function innerTags(tags: readonly RawTag[]): RawTag[] {
  return tags.flatMap((tag) => {
    if (isXmp(tag)) {
      const properties = xmpProperties(tag.value)
      return xmpKeys.map((key) => ({ key: `xmp ${key}`, value: properties.get(key) ?? '' }))
    }
    const isHidden = hidden.test(tag.key)
    if (!isHidden && !(tag.key === 'UserComment' && tag.value.includes('NovelAI'))) return []
    const object = readObject(tag.value)?.object
    if (object) return Object.entries(object).map(([key, value]) => ({ key, value: textIn(value) ?? '' }))
    return isHidden ? [{ key: 'parameters', value: tag.value }] : []
  })
}
