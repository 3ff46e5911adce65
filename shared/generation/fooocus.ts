import type { Json } from '../workflow/graph.ts'
import { eachOnce, toLora } from './loras.ts'
import { numberIn, seedIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails, Lora } from './reading.ts'

type Settings = Record<string, Json>

/** Returns whether Fooocus or one of its forks wrote an object. */
export function isFooocus(settings: Settings): boolean {
  const { metadata_scheme, version, software } = settings
  return (
    metadata_scheme === 'fooocus' ||
    /fooocus/i.test(textIn(version) ?? textIn(software) ?? '') ||
    // Old versions and forks do not name themselves.
    (('base_model' in settings || 'base_model_name' in settings) && ('prompt' in settings || 'Prompt' in settings))
  )
}

/** Reads Fooocus' settings (its `modules/meta_parser.py`), and those of RuinedFooocus, which has other names. */
export function readFooocus(settings: Settings): GenerationDetails {
  const [, width, height] = /(\d{1,6})\D{1,5}(\d{1,6})/.exec(textIn(settings.resolution) ?? '') ?? []
  return withoutUnknown({
    provider: 'fooocus',
    model: textIn(settings.base_model) ?? textIn(settings.base_model_name),
    prompt: textIn(settings.prompt) ?? textIn(settings.Prompt),
    negative_prompt: textIn(settings.negative_prompt) ?? textIn(settings.Negative),
    seed: seedIn(settings.seed),
    steps: numberIn(settings.steps),
    sampler: textIn(settings.sampler) ?? textIn(settings.sampler_name),
    scheduler: textIn(settings.scheduler),
    cfg: numberIn(settings.guidance_scale) ?? numberIn(settings.cfg),
    width: numberIn(width) ?? numberIn(settings.width),
    height: numberIn(height) ?? numberIn(settings.height),
    loras: lorasIn(settings),
  })
}

/** A list of name and strength, in `loras`, or `lora_combined_1: "name : 0.5"` until version 2.2. */
function lorasIn(settings: Settings): Lora[] {
  const listed = Array.isArray(settings.loras) ? settings.loras : []
  const combined = Object.keys(settings)
    .filter((key) => /^lora_combined_\d+$/.test(key))
    .map((key) => (textIn(settings[key]) ?? '').split(' : '))
  const loras = [...listed, ...combined].flatMap((entry) => {
    const [name, strength] = Array.isArray(entry) ? entry : []
    const known = textIn(name)
    return known === undefined || known === 'None' ? [] : [toLora(known, numberIn(strength))]
  })
  return eachOnce(loras)
}
