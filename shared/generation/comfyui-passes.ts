import { isObject } from '../workflow/validate.ts'
import { latents, linksOf } from './comfyui-links.ts'
import { lorasOf } from './comfyui-loras.ts'
import { type ComfyLink, type ComfyNode, inOrder, inputValue, isSampler, upstreamOf } from './comfyui-nodes.ts'
import { numberIn, seedIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationPass } from './reading.ts'

export const seedNames = ['seed', 'noise_seed']
export const modelNames = [
  'ckpt_name',
  'unet_name',
  'gguf_name',
  'model_name',
  'diffusion_model',
  'model',
  'model_path',
]
const upscales = /upscal|seedvr|flashvsr|supir/i
const interpolates = /VFI|interpolat|rife/i

/** More passes than a person builds; each needs searches of its own. */
const maxPasses = 16
/** More loaders than a person puts before a sampler. */
const maxLoaders = 1000

/** Passes, with the number of those that were left out because there are too many. */
export interface PassesInto {
  passes: Pass[]
  omitted: number
}

/** A pass over the picture that a node receives. */
export interface Pass {
  node: ComfyNode
  kind: GenerationPass['kind']
  /** The node and those that load models for it, the nearest first. */
  loaders: readonly ComfyNode[]
}

/**
 * Returns the first passes that made the picture of the node `target`, each after those whose result it works on. A
 * sampler whose decoded picture another one is only shown is not among them: that picture is an input.
 */
export function passesInto(target: ComfyNode): PassesInto {
  const nodes = inOrder(target, dataLinks).filter((node) => kindOf(node) !== undefined)
  const omitted = Math.max(0, nodes.length - maxPasses)
  const passes = nodes.slice(0, maxPasses).flatMap((node): Pass[] => {
    const kind = kindOf(node)
    return kind ? [{ node, kind, loaders: loadersOf(node) }] : []
  })
  if (passes.some(({ kind }) => kind === 'sample')) return { passes, omitted }
  // The way of the picture leads through nodes that are not known: take the nearest sampler before them.
  const nearest = upstreamOf(target).find(isSampler)
  const before = nearest ? passesInto(nearest) : { passes: [], omitted: 0 }
  return { passes: [...before.passes, ...passes], omitted: before.omitted + omitted }
}

/** Returns whether a node on the way of a picture asks a service for it; its own pictures are shown to the model. */
function isService(node: ComfyNode): boolean {
  const { values, links } = node
  const has = (name: string) => values.has(name) || links.has(name)
  return !isSampler(node) && has('prompt') && (has('seed') || typeof values.get('model') === 'string') && !has('clip')
}

function kindOf(node: ComfyNode): Pass['kind'] | undefined {
  if (isSampler(node) || isService(node)) return 'sample'
  if (interpolates.test(node.type)) return 'interpolate'
  return upscales.test(node.type) || node.links.has('upscale_model') ? 'upscale' : undefined
}

/** Returns the links over which a node gets the picture that it changes. */
function dataLinks(node: ComfyNode): ComfyLink[] {
  if (isSampler(node)) return [...linksOf(node, 'picture'), ...stageLinks(node)]
  if (isService(node)) return []
  const unfinished = [...node.links].filter(([name]) => latents.test(name)).map(([, link]) => link)
  // Beside a latent, and in nodes that make an empty one, a picture is only shown to the model.
  if (unfinished.length > 0) return unfinished
  const isStart = node.links.has('vae') && lengths.some((name) => node.values.has(name) || node.links.has(name))
  return isStart ? [] : linksOf(node, 'picture')
}

const lengths = ['length', 'num_frames', 'video_frames']

/** Returns the links of a stage of Stable Cascade to the one before, which conditions it. */
function stageLinks(sampler: ComfyNode): ComfyLink[] {
  return [...sampler.links].flatMap(([name, { node }]) =>
    /^positive$/.test(name) ? (node.links.get('stage_c') ?? []) : [],
  )
}

/** Returns a node and those that load models for it, the nearest first. */
function loadersOf(node: ComfyNode): ComfyNode[] {
  if (isSampler(node)) return [node, ...upstreamOf(node, (it) => linksOf(it, 'model'), maxLoaders)]
  const loaders = [...node.links].filter(([name]) => /model|dit/i.test(name)).map(([, link]) => link.node)
  return [node, ...loaders]
}

/** Lists the models of passes, the nearest loader first. */
export function modelsOf(passes: readonly Pass[]): string[] {
  const names = passes.flatMap(({ kind, loaders }) =>
    loaders.flatMap((node) =>
      kind === 'sample' && isSampler(node) ? [] : (textIn(inputValue(node, modelNames)) ?? []),
    ),
  )
  return [...new Set(names)]
}

/** Returns the settings of a pass, from its node and those that hold its noise, steps and method. */
export function settingsOf({ node }: Pass) {
  const holders = [node, ...(isSampler(node) ? upstreamOf(node, (it) => linksOf(it, 'settings')) : [])]
  const setting = (names: readonly string[]) => {
    for (const holder of holders) {
      const value = inputValue(holder, names)
      if (value !== undefined && !isObject(value) && !Array.isArray(value)) return value
    }
    return undefined
  }
  return {
    seed: seedIn(setting(seedNames)),
    steps: numberIn(setting(['steps'])) ?? countOf(textIn(setting(['sigmas']))),
    sampler: textIn(setting(['sampler_name'])),
    scheduler: textIn(setting(['scheduler'])),
    cfg: numberIn(setting(['cfg', 'cfg_scale', 'guidance_scale', 'cfg_conds'])),
    denoise: numberIn(setting(['denoise', 'denoise_strength'])),
  }
}

/** Returns the number of steps between listed sigmas, `1.0, 0.9, 0.0`. */
function countOf(sigmas: string | undefined): number | undefined {
  const count = sigmas?.match(/[\d.]+/g)?.length ?? 0
  return count > 1 ? count - 1 : undefined
}

/** Returns a pass as a file's details show it. */
export function detailsOfPass(pass: Pass): GenerationPass {
  const { kind, node, loaders } = pass
  const [model, ...others] = modelsOf([pass])
  return withoutUnknown<GenerationPass>({
    kind,
    node_id: node.id,
    node_type: node.type,
    model,
    models: model !== undefined && others.length > 0 ? [model, ...others] : undefined,
    ...(kind === 'sample' ? { ...settingsOf(pass), ...lorasOf(loaders) } : {}),
  })
}

/** Returns whether a pass starts from noise alone, not from a picture or from what another pass left unfinished. */
export function startsFromNoise(pass: Pass): boolean {
  const { node } = pass
  const addsNoise = inputValue(node, ['add_noise'])
  if (pass.kind !== 'sample' || addsNoise === 'disable' || addsNoise === false) return false
  if (node.links.get('noise')?.node.type === 'DisableNoise') return false
  if ((numberIn(inputValue(node, ['start_at_step'])) ?? 0) > 0) return false
  // The second output has the steps that the first left over.
  const sigmas = node.links.get('sigmas')
  if (sigmas && /^SplitSigmas/.test(sigmas.node.type) && sigmas.slot > 0) return false
  return (settingsOf(pass).denoise ?? 1) >= 1
}
