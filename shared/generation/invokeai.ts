import type { Json } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'
import { endOfString, readObject } from './json-text.ts'
import { numberIn, seedIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails } from './reading.ts'
import { readInvokeai } from './settings-objects.ts'

type Settings = Record<string, Json>

/**
 * Reads InvokeAI's texts, by key in lower case: `invokeai_metadata`, or what its versions before 3 wrote. Undefined for
 * the texts of another program.
 */
export function readInvokeaiTexts(known: ReadonlyMap<string, string>): GenerationDetails | undefined {
  const objectOf = (key: string) => readObject(known.get(key) ?? '')?.object
  const metadata = objectOf('invokeai_metadata') ?? coreMetadataIn(objectOf('invokeai_graph'))
  if (metadata) return readInvokeai(metadata)
  const old = objectOf('sd-metadata')
  if (old && isObject(old.image)) return readOldMetadata(old, old.image)
  const command = known.get('dream')
  return command === undefined ? undefined : readCommand(command)
}

/** Returns the node of a graph that collects the settings. */
function coreMetadataIn(graph: Settings | undefined): Settings | undefined {
  const nodes = isObject(graph?.nodes) ? graph.nodes : {}
  return Object.values(nodes)
    .filter(isObject)
    .find(({ type }) => /core_metadata/.test(textIn(type) ?? ''))
}

/** Reads `sd-metadata` of version 2. */
function readOldMetadata(settings: Settings, image: Settings): GenerationDetails {
  const parts = Array.isArray(image.prompt) ? image.prompt : [image.prompt]
  const prompt = parts.flatMap((part) => textIn(isObject(part) ? part.prompt : part) ?? []).join(' ')
  return withoutUnknown({
    provider: 'invokeai',
    model: textIn(settings.model_weights) ?? textIn(settings.model),
    ...withoutBrackets(prompt),
    seed: seedIn(image.seed),
    steps: numberIn(image.steps),
    sampler: textIn(image.sampler),
    cfg: numberIn(image.cfg_scale),
    width: numberIn(image.width),
    height: numberIn(image.height),
  })
}

/** Reads the command of version 1: `"a ferry [crowd]" -s 50 -S 118 -W 512 -H 512 -C 7.5 -A k_lms`. */
function readCommand(command: string): GenerationDetails | undefined {
  const text = command.trimStart()
  // A pattern would overflow the stack on a long prompt.
  const end = text.startsWith('"') ? endOfString(text, 0) : 0
  const [prompt, options] = [text.slice(1, end), text.slice(end + 1)]
  const values = new Map([...options.matchAll(/\s-(\w)\s*([^\s"]+)/g)].map(([, name, value]) => [name, value]))
  if (prompt === '' || values.size === 0) return undefined
  return withoutUnknown({
    provider: 'invokeai',
    ...withoutBrackets(prompt.replaceAll('\\"', '"')),
    seed: seedIn(values.get('S')),
    steps: numberIn(values.get('s')),
    sampler: textIn(values.get('A')),
    cfg: numberIn(values.get('C')),
    width: numberIn(values.get('W')),
    height: numberIn(values.get('H')),
  })
}

/** Splits a prompt: words in square brackets are the negative prompt. */
function withoutBrackets(text: string): { prompt: string | undefined; negative_prompt: string | undefined } {
  const negative = [...text.matchAll(/\[([^[\]]*)\]/g)].map(([, words = '']) => words.trim()).join(', ')
  const prompt = text.replace(/ ?\[[^[\]]*\]/g, '').trim()
  return { prompt: textIn(prompt), negative_prompt: textIn(negative) }
}
