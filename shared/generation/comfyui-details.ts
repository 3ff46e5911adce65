import type { Json } from '../workflow/graph.ts'
import { isObject } from '../workflow/validate.ts'
import { type ComfyNode, inputValue, upstreamOf } from './comfyui-nodes.ts'
import { promptOf, textsOf } from './comfyui-text.ts'
import { numberIn, seedIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails, Lora } from './reading.ts'

const seedNames = ['seed', 'noise_seed']
const modelNames = ['ckpt_name', 'unet_name', 'gguf_name', 'model_name', 'diffusion_model', 'model', 'model_path']
/** Models with two parts have two stages, an upscale adds one. */
const maxStages = 8
const throughModels = (name: string) => /^(model|lora|unet|guider|pipe|basic_pipe)|_model$|lora_stack/i.test(name)
const throughLatents = (name: string) => /latent|samples/i.test(name)
const throughImages = (name: string) => /latent|samples|embed|positive/i.test(name)
const throughSettings = (name: string) => /noise|sigmas|guider|sampler|scheduler/i.test(name)

/** Returns the generation details of the file that the node `target` saved, found by following links back from it. */
export function comfyDetails(target: ComfyNode): GenerationDetails {
  const all = upstreamOf(target)
  const nearest = all.find(isSampler)
  return nearest ? detailsOfSamplers(stagesOf(nearest)) : detailsOfService(all)
}

/** Returns whether a node is a sampler, whatever its name: it has a seed or noise, and steps or sigmas. */
function isSampler({ values, links }: ComfyNode): boolean {
  const has = (name: string) => values.has(name) || links.has(name)
  return (has('seed') || has('noise_seed') || has('noise')) && (has('steps') || has('sigmas'))
}

/**
 * Returns the samplers that worked on the same latents, in order. A sampler whose decoded image another one starts from
 * is not among them: that image is an input.
 */
function stagesOf(last: ComfyNode): ComfyNode[] {
  const before = upstreamOf(last, throughLatents).filter(isSampler)
  return [last, ...before].slice(0, maxStages).reverse()
}

function detailsOfSamplers(stages: readonly ComfyNode[]): GenerationDetails {
  const [first] = stages as [ComfyNode]
  const start = stages.find((node) => inputValue(node, ['add_noise']) !== 'disable') ?? first
  const settings = (names: readonly string[]) => {
    for (const node of [start, ...upstreamOf(start, throughSettings)]) {
      const value = inputValue(node, names)
      if (value !== undefined && !isObject(value) && !Array.isArray(value)) return value
    }
    return undefined
  }
  const loaders = stages.flatMap((node) => [node, ...upstreamOf(node, throughModels)])
  const models = [
    ...new Set(loaders.flatMap((node) => (isSampler(node) ? [] : (textIn(inputValue(node, modelNames)) ?? [])))),
  ]
  return withoutUnknown({
    provider: 'comfyui',
    model: models[0],
    models: models.length > 1 ? models : undefined,
    prompt: promptOf(start, 'positive'),
    negative_prompt: promptOf(start, 'negative'),
    seed: seedIn(settings(seedNames)),
    steps: numberIn(settings(['steps'])),
    sampler: textIn(settings(['sampler_name'])),
    scheduler: textIn(settings(['scheduler'])),
    cfg: numberIn(settings(['cfg', 'cfg_scale', 'guidance_scale'])),
    ...pictureOf([start, ...upstreamOf(start, throughImages)]),
    loras: lorasOf(loaders),
  })
}

/** Returns the details of a service that is called through one node: the nearest one with a prompt. */
function detailsOfService(all: readonly ComfyNode[]): GenerationDetails {
  const node =
    all.find((it) => textIn(inputValue(it, ['prompt', 'positive_prompt'])) !== undefined) ??
    all.find((it) => textsOf(it).length > 0)
  if (!node) return { provider: 'comfyui' }
  return withoutUnknown({
    provider: 'comfyui',
    model: textIn(inputValue(node, modelNames)) ?? (node.values.has('prompt') ? node.type : undefined),
    prompt: promptOf(node, 'positive'),
    negative_prompt: promptOf(node, 'negative'),
    seed: seedIn(inputValue(node, seedNames)),
    steps: numberIn(inputValue(node, ['steps'])),
    cfg: numberIn(inputValue(node, ['cfg', 'cfg_scale'])),
    ...pictureOf([node]),
  })
}

function pictureOf(nodes: readonly ComfyNode[]): Pick<GenerationDetails, 'width' | 'height' | 'frames'> {
  for (const node of nodes) {
    const [width, height] = [numberIn(inputValue(node, ['width'])), numberIn(inputValue(node, ['height']))]
    if (width === undefined || height === undefined) continue
    const frames = numberIn(inputValue(node, ['length', 'num_frames', 'video_frames', 'frame_count']))
    return frames === undefined ? { width, height } : { width, height, frames }
  }
  return {}
}

/** Finds LoRAs: `lora_name` or `lora`, numbered in stacks, or an object, `{ on, lora, strength }`. */
function lorasOf(nodes: readonly ComfyNode[]): Lora[] {
  const loras = new Map<string, Lora>()
  for (const node of new Set(nodes)) {
    for (const [key, value] of node.values) {
      const [, number] = /^lora(?:_name)?(_?\d{1,3})?$/i.exec(key) ?? [null, null]
      const lora = number === null ? undefined : loraIn(node, number ?? '', value)
      if (lora) loras.set(`${lora.name} ${lora.strength}`, lora)
    }
  }
  return [...loras.values()]
}

function loraIn(node: ComfyNode, number: string, value: Json): Lora | undefined {
  if (isObject(value)) {
    const name = value.on === false ? undefined : textIn(value.lora)
    return name === undefined ? undefined : { name, strength: numberIn(value.strength) ?? null }
  }
  const name = textIn(value)
  if (name === undefined || name.toLowerCase() === 'none') return undefined
  const names = [
    'strength_model',
    'model_strength',
    'strength',
    'lora_strength',
    'model_weight',
    'lora_wt',
    'model_str',
  ]
  const strength = inputValue(
    node,
    names.map((it) => it + number),
  )
  return { name, strength: numberIn(strength) ?? null }
}
