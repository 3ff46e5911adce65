import type { Json } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'
import { numberIn, seedIn, sizeIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails, GenerationInput, Lora } from './reading.ts'

type Settings = Record<string, Json>

/** Returns whether Wan2GP wrote an object: its `type` names the program, or two of its own settings are present. */
export function isWan2gp(settings: Settings): boolean {
  return /^WanGP/i.test(textIn(settings.type) ?? '') || ('model_type' in settings && 'num_inference_steps' in settings)
}

/** Reads Wan2GP's settings (https://github.com/deepbeepmeep/Wan2GP). */
export function readWan2gp(settings: Settings): GenerationDetails {
  const strengths = (textIn(settings.loras_multipliers) ?? '').split(/[\s|]+/).filter(Boolean)
  const names = listIn(settings.activated_loras).flatMap((name) => textIn(name) ?? [])
  return withoutUnknown({
    provider: 'wan2gp',
    model: textIn(settings.model_filename) ?? textIn(settings.model_type),
    prompt: textIn(settings.prompt),
    negative_prompt: textIn(settings.negative_prompt),
    seed: seedIn(settings.seed),
    steps: numberIn(settings.num_inference_steps),
    sampler: textIn(settings.sample_solver),
    cfg: numberIn(settings.guidance_scale),
    ...sizeIn(settings.resolution),
    frames: numberIn(settings.video_length),
    // A strength may change over the steps, `1;0.5`: use the first.
    loras: names.map((name, index) => ({
      name: fileName(name),
      strength: numberIn(strengths[index]?.split(/[;,]/)[0]) ?? null,
    })),
  })
}

const wan2gpInputs = ['image_start', 'image_end', 'image_refs', 'video_guide', 'video_source']

/** Lists the images and videos that Wan2GP's settings name. */
export function wan2gpInputsOf(settings: Settings): GenerationInput[] {
  const names = wan2gpInputs.flatMap((key) => listIn(settings[key]).flatMap((name) => textIn(name) ?? []))
  return [...new Set(names)].map((name) => ({ node_id: null, node_type: null, name, folder: 'input' }))
}

/** Returns SwarmUI's settings in a sidecar or in an image's `parameters`; undefined for any other object. */
export function swarmuiIn(object: Settings): Settings | undefined {
  return isObject(object.sui_image_params) ? object.sui_image_params : undefined
}

/** Reads SwarmUI's parameters (its `docs/Image Metadata Format.md`). */
export function readSwarmui(settings: Settings): GenerationDetails {
  const strengths = listIn(settings.loraweights)
  return withoutUnknown({
    provider: 'swarmui',
    model: textIn(settings.videomodel) ?? textIn(settings.model),
    prompt: textIn(settings.prompt),
    negative_prompt: textIn(settings.negativeprompt),
    seed: seedIn(settings.seed),
    steps: numberIn(settings.steps),
    sampler: textIn(settings.sampler),
    scheduler: textIn(settings.scheduler),
    cfg: numberIn(settings.cfgscale),
    width: numberIn(settings.width),
    height: numberIn(settings.height),
    frames: numberIn(settings.videoframes) ?? numberIn(settings.text2videoframes),
    loras: listIn(settings.loras).flatMap((name, index): Lora[] =>
      textIn(name) === undefined ? [] : [{ name: String(name), strength: numberIn(strengths[index]) ?? null }],
    ),
  })
}

/** Reads InvokeAI's `invokeai_metadata`. */
export function readInvokeai(settings: Settings): GenerationDetails {
  const nameOf = (value: Json | undefined) =>
    isObject(value) ? (textIn(value.name) ?? textIn(value.model_name)) : textIn(value)
  return withoutUnknown({
    provider: 'invokeai',
    model: nameOf(settings.model),
    prompt: textIn(settings.positive_prompt),
    negative_prompt: textIn(settings.negative_prompt),
    seed: seedIn(settings.seed),
    steps: numberIn(settings.steps),
    scheduler: textIn(settings.scheduler),
    cfg: numberIn(settings.cfg_scale),
    width: numberIn(settings.width),
    height: numberIn(settings.height),
    loras: listIn(settings.loras).flatMap((lora): Lora[] => {
      if (!isObject(lora)) return []
      const name = nameOf(lora.model ?? lora.lora)
      return name === undefined ? [] : [{ name, strength: numberIn(lora.weight) ?? null }]
    }),
  })
}

function listIn(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
