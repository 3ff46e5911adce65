import type { Json } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'
import { eachOnce, toLora } from './loras.ts'
import { numberIn, seedIn, sizeIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails } from './reading.ts'

type Settings = Record<string, Json>

/** Returns whether Draw Things wrote an object: a prompt `c` among the settings of a sampler. */
export function isDrawThings(settings: Settings): boolean {
  return 'c' in settings && 'sampler' in settings && 'model' in settings && ('uc' in settings || 'v2' in settings)
}

/** Reads the settings that Draw Things stores as the user comment in XMP. */
export function readDrawThings(settings: Settings): GenerationDetails {
  const current = isObject(settings.v2) ? settings.v2 : {}
  const size = sizeIn(settings.size)
  const loras = Array.isArray(settings.lora) ? settings.lora : Array.isArray(current.loras) ? current.loras : []
  return withoutUnknown({
    provider: 'drawthings',
    model: textIn(settings.model) ?? textIn(current.model),
    prompt: textIn(settings.c),
    negative_prompt: textIn(settings.uc),
    seed: seedIn(settings.seed) ?? seedIn(current.seed),
    steps: numberIn(settings.steps) ?? numberIn(current.steps),
    sampler: textIn(settings.sampler),
    cfg: numberIn(settings.scale) ?? numberIn(current.guidanceScale),
    width: size.width ?? numberIn(current.width),
    height: size.height ?? numberIn(current.height),
    loras: eachOnce(
      loras.flatMap((lora) => {
        const name = isObject(lora) ? (textIn(lora.model) ?? textIn(lora.file)) : undefined
        return isObject(lora) && name !== undefined ? [toLora(name, numberIn(lora.weight))] : []
      }),
    ),
  })
}
