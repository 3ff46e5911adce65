import type { Json } from '../workflow/graph.ts'
import { parseJson } from '../workflow/parse-json.ts'
import { isObject } from '../workflow/validate.ts'
import { eachOnce, toLora } from './loras.ts'
import { numberIn, seedIn, sizeIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails, GenerationInput } from './reading.ts'

type Settings = Record<string, Json>

/** Returns whether Wan2GP wrote an object: its `type` names the program, or two of its own settings are present. */
export function isWan2gp(settings: Settings): boolean {
  return /^WanGP/i.test(textIn(settings.type) ?? '') || ('model_type' in settings && 'num_inference_steps' in settings)
}

/** Reads Wan2GP's settings (https://github.com/deepbeepmeep/Wan2GP). */
export function readWan2gp(settings: Settings): GenerationDetails {
  const multipliers = listIn(settings.loras_multipliers).flatMap((one) => String(one).split(/[\s|]+/))
  const strengths = multipliers.filter(Boolean)
  const names = listIn(settings.activated_loras).flatMap((name) => textIn(name) ?? [])
  const loras = names.flatMap((entry, index) => {
    // An entry may end in the styles that the LoRA is chosen by: `film.safetensors|styles`.
    const name = fileName(entry.split('|')[0] ?? entry)
    // A strength may change over the steps, `1;0.5`: use the first.
    return name === '' ? [] : [toLora(name, numberIn(strengths[index]?.split(/[;,]/)[0]))]
  })
  const [, named] = /DeepBeepMeep\s*-\s*(.+)$/i.exec(textIn(settings.type) ?? '') ?? []
  return withoutUnknown({
    provider: 'wan2gp',
    model: textIn(settings.model_filename) ?? named ?? textIn(settings.model_type),
    prompt: usedPrompt(textIn(settings.prompt)),
    negative_prompt: textIn(settings.negative_prompt),
    seed: seedIn(settings.seed),
    steps: numberIn(settings.num_inference_steps),
    sampler: textIn(settings.sample_solver),
    cfg: numberIn(settings.guidance_scale),
    ...sizeIn(settings.resolution),
    frames: numberIn(settings.video_length),
    loras: eachOnce(loras),
  })
}

const written = /^\s*\\?#!PROMPT!:\s*/

/**
 * Returns the prompt that was used. If Wan2GP enhanced the prompt of a person, that one is in a line of its own before
 * it, `#!PROMPT!: a ferry`.
 */
function usedPrompt(prompt: string | undefined): string | undefined {
  if (prompt === undefined || !/#!PROMPT!:/.test(prompt)) return prompt
  const lines = prompt.split(/\r\n|\r|\n/)
  const used = lines.filter((line) => !written.test(line)).join('\n')
  return textIn(used)?.trim() ?? textIn(lines.map((line) => line.replace(written, '')).join('\n'))
}

const wan2gpInputs = ['image_start', 'image_end', 'image_refs', 'video_guide', 'video_source']

/**
 * Lists the images and videos that Wan2GP's settings name. Newer versions name those that they embed into the file in a
 * tag beside the settings: `embedded`, lists of `{ filename }` by the name of the setting.
 */
export function wan2gpInputsOf(settings: Settings, embedded: Settings = {}): GenerationInput[] {
  const named = wan2gpInputs.flatMap((key) => listIn(settings[key]).flatMap((name) => textIn(name) ?? []))
  const listed = Object.values(embedded).flatMap((images) =>
    listIn(images).flatMap((image) => (isObject(image) ? (textIn(image.filename) ?? []) : [])),
  )
  return [...new Set([...named, ...listed])].map((name) => ({
    ...{ node_id: null, node_type: null, name },
    folder: 'input',
  }))
}

/** Returns SwarmUI's settings in a sidecar or in an image's `parameters`; undefined for any other object. */
export function swarmuiIn(object: Settings): Settings | undefined {
  return isObject(object.sui_image_params) ? object.sui_image_params : undefined
}

/** Reads SwarmUI's parameters (its `docs/Image Metadata Format.md`). */
export function readSwarmui(settings: Settings): GenerationDetails {
  const strengths = namesIn(settings.loraweights)
  const clipStrengths = namesIn(settings.loratencweights)
  const loras = namesIn(settings.loras).map((name, index) =>
    toLora(name, numberIn(strengths[index]), numberIn(clipStrengths[index])),
  )
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
    loras: eachOnce(loras),
  })
}

/** Reads InvokeAI's `invokeai_metadata`. */
export function readInvokeai(settings: Settings): GenerationDetails {
  const nameOf = (value: Json | undefined) =>
    isObject(value) ? (textIn(value.name) ?? textIn(value.model_name)) : textIn(value)
  const loras = listIn(settings.loras).flatMap((lora) => {
    const name = isObject(lora) ? nameOf(lora.model ?? lora.lora) : undefined
    return isObject(lora) && name !== undefined ? [toLora(name, numberIn(lora.weight))] : []
  })
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
    loras: eachOnce(loras),
  })
}

/** Returns the texts of a list, which may be one text: `film,rain`, or JSON. */
function namesIn(value: Json | undefined): string[] {
  const list = textIn(value)?.startsWith('[') ? (readList(String(value)) ?? value) : value
  const texts = Array.isArray(list) ? list : (textIn(list)?.split(',') ?? listIn(list))
  return texts.map((text) => String(text).trim()).filter(Boolean)
}

function readList(text: string): Json[] | undefined {
  try {
    const list = parseJson(text)
    return Array.isArray(list) ? list : undefined
  } catch {
    return undefined
  }
}

function listIn(value: Json | undefined): Json[] {
  if (Array.isArray(value)) return value
  return value === undefined || value === null ? [] : [value]
}

function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
