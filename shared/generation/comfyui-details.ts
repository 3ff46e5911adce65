import { lorasOf } from './comfyui-loras.ts'
import { type ComfyNode, inputValue, isSampler, upstreamOf } from './comfyui-nodes.ts'
import {
  detailsOfPass,
  modelNames,
  modelsOf,
  type Pass,
  type PassesInto,
  passesInto,
  seedNames,
  settingsOf,
  startsFromNoise,
} from './comfyui-passes.ts'
import { sizeAskedOf, sizeSetBy } from './comfyui-picture.ts'
import { promptOf, textsOf } from './comfyui-text.ts'
import { numberIn, seedIn, textIn, withoutUnknown } from './read-values.ts'
import type { GenerationDetails } from './reading.ts'

/** Returns the generation details of the file that the node `target` saved, found by following links back from it. */
export function comfyDetails(target: ComfyNode): GenerationDetails {
  const into = passesInto(target)
  const { passes } = into
  const samples = passes.filter(({ kind }) => kind === 'sample')
  const first = samples.find(startsFromNoise) ?? samples[0]
  return first ? detailsOfPasses(first, into) : detailsOfService(upstreamOf(target))
}

/** Returns the details of passes; `first`, which starts from noise, is the summary. */
function detailsOfPasses(first: Pass, { passes, omitted }: PassesInto): GenerationDetails {
  const samples = [first, ...passes.filter(({ kind }) => kind === 'sample')]
  const models = modelsOf(samples)
  const { denoise, ...settings } = settingsOf(first)
  const { width, height, frames } = sizeAskedOf(first.node)
  return withoutUnknown<GenerationDetails>({
    provider: 'comfyui',
    model: models[0] ?? (isSampler(first.node) ? undefined : first.node.type),
    models: models.length > 1 ? models : undefined,
    prompt: promptOf(first.node, 'positive'),
    negative_prompt: promptOf(first.node, 'negative'),
    ...settings,
    denoise: denoise === 1 ? undefined : denoise,
    width,
    height,
    frames,
    ...lorasOf(samples.flatMap(({ loaders }) => loaders)),
    passes: passes.length > 1 ? passes.map(detailsOfPass) : undefined,
    passes_omitted: omitted > 0 ? omitted : undefined,
  })
}

/** Returns the details of a service that is called through one node: the nearest one with a prompt. */
function detailsOfService(all: readonly ComfyNode[]): GenerationDetails {
  const node =
    all.find((it) => textIn(inputValue(it, ['prompt', 'positive_prompt'])) !== undefined) ??
    all.find((it) => textsOf(it).length > 0)
  if (!node) return { provider: 'comfyui' }
  const { width, height, frames } = sizeSetBy(node)
  return withoutUnknown<GenerationDetails>({
    provider: 'comfyui',
    model: textIn(inputValue(node, modelNames)) ?? (node.values.has('prompt') ? node.type : undefined),
    prompt: promptOf(node, 'positive'),
    negative_prompt: promptOf(node, 'negative'),
    seed: seedIn(inputValue(node, seedNames)),
    steps: numberIn(inputValue(node, ['steps'])),
    cfg: numberIn(inputValue(node, ['cfg', 'cfg_scale'])),
    width,
    height,
    frames,
  })
}
