import type { Json } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'
import { readObject } from './json-text.ts'
import { numberIn, seedIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails } from './reading.ts'

type Settings = Record<string, Json>

/**
 * Reads NovelAI's texts, by key in lower case: `software`, `source`, `description` and `comment`, which holds the
 * settings as JSON. Undefined for the texts of another program.
 */
export function readNovelai(known: ReadonlyMap<string, string>): GenerationDetails | undefined {
  const settings = readObject(known.get('comment') ?? '')?.object ?? {}
  const isNamed = /novelai/i.test(`${known.get('software') ?? ''} ${known.get('source') ?? ''}`)
  if (!isNamed && !isNovelai(settings)) return undefined
  const caption = captionOf(settings.v4_prompt)
  const negative = captionOf(settings.v4_negative_prompt)
  return withoutUnknown({
    provider: 'novelai',
    model: textIn(known.get('source')),
    prompt: caption ?? textIn(settings.prompt) ?? textIn(known.get('description')),
    negative_prompt: negative ?? textIn(settings.uc),
    seed: seedIn(settings.seed),
    steps: numberIn(settings.steps),
    sampler: textIn(settings.sampler),
    scheduler: textIn(settings.noise_schedule),
    cfg: numberIn(settings.scale),
    width: numberIn(settings.width),
    height: numberIn(settings.height),
  })
}

function isNovelai(settings: Settings): boolean {
  return 'uc' in settings && 'sampler' in settings && 'scale' in settings && 'seed' in settings
}

/** Joins the caption of the picture and those of its characters, which version 4 keeps apart. */
function captionOf(prompt: Json | undefined): string | undefined {
  const caption = isObject(prompt) && isObject(prompt.caption) ? prompt.caption : {}
  const characters = Array.isArray(caption.char_captions) ? caption.char_captions : []
  const texts = [caption.base_caption, ...characters.map((one) => (isObject(one) ? one.char_caption : undefined))]
  return textIn(texts.flatMap((text) => textIn(text) ?? []).join('\n'))
}
