import { describe, expect, it, test } from 'vitest'
import { type Api, type Inputs, node, sampled } from '../../support/comfyui-graphs.ts'
import { readTags } from './read-tags.ts'

const detailsOf = (prompt: Api) => readTags({ prompt: JSON.stringify(prompt) })?.details

const saved = (...from: [string, number]): Api => ({
  decode: node('VAEDecode', { samples: from }),
  save: node('SaveVideo', { video: ['decode', 0], filename_prefix: 'Ferry' }),
})

test('of more passes than are listed, the number of the others is said', () => {
  const chain = Array.from({ length: 19 }, (_, index) =>
    sampled(`s${index}`, { seed: index, ...(index > 0 && { latent_image: [`s${index - 1}`, 0], denoise: 0.4 }) }),
  )
  const details = detailsOf(Object.assign({}, ...chain, saved('s18', 0)))
  expect(details).toMatchObject({ seed: 0, passes_omitted: 3 })
  expect(details?.passes).toHaveLength(16)
  expect(detailsOf(Object.assign({}, ...chain.slice(0, 16), saved('s15', 0)))).not.toHaveProperty('passes_omitted')
})

test('of more LoRAs than a person loads, the number of the others is said, once for each of many passes', () => {
  const loras = Array.from({ length: 20_000 }, (_, index) => [
    `l${index}`,
    node('LoraLoaderModelOnly', { lora_name: `${index}.safetensors`, strength_model: 1, model: [`l${index + 1}`, 0] }),
  ])
  const chain = Array.from({ length: 16 }, (_, index) =>
    sampled(`s${index}`, { model: ['l0', 0], ...(index > 0 && { latent_image: [`s${index - 1}`, 0], denoise: 0.4 }) }),
  )
  const details = detailsOf(Object.assign({}, Object.fromEntries(loras), ...chain, saved('s15', 0)))
  expect(details?.loras).toHaveLength(100)
  expect(details).toMatchObject({ loras_omitted: 900 })
  expect(JSON.stringify(details).length).toBeLessThan(200_000)
})

describe('each rule of what a graph says', () => {
  const upscaled: Api = {
    ...sampled('a', { seed: 7 }),
    first: node('VAEDecode', { samples: ['a', 0] }),
    up: node('ImageUpscaleWithModel', { image: ['first', 0], upscale_model: ['esrgan', 0] }),
    esrgan: node('UpscaleModelLoader', { model_name: 'esrgan.pth' }),
    encode: node('VAEEncode', { pixels: ['up', 0] }),
    ...sampled('b', { latent_image: ['encode', 0], denoise: 0.4, seed: 8 }),
    second: node('VAEDecode', { samples: ['b', 0] }),
    rife: node('RIFE VFI', { frames: ['second', 0], ckpt_name: 'rife47.pth', multiplier: 2 }),
    save: node('SaveVideo', { video: ['rife', 0], filename_prefix: 'Ferry' }),
  }
  const cascade: Api = {
    ...sampled('c'),
    ...sampled('b', { positive: ['stage', 0], seed: 2 }),
    stage: node('StableCascade_StageB_Conditioning', { conditioning: ['cp', 0], stage_c: ['c', 0] }),
    ...saved('b', 0),
  }
  const guided = (guider: string, inputs: Inputs): Api => ({
    ...sampled('g'),
    g: node('SamplerCustomAdvanced', {
      ...{ noise: ['noise', 0], guider: ['guider', 0], sigmas: ['sigmas', 0], latent_image: ['gl', 0] },
    }),
    noise: node('RandomNoise', { noise_seed: 5 }),
    sigmas: node('ManualSigmas', { sigmas: '1.0, 0.9, 0.4, 0.0' }),
    guider: node(guider, { model: ['gm', 0], ...inputs }),
    ...saved('g', 0),
  })
  const sized = (inputs: Inputs, more: Api): Api => ({
    ...sampled('a'),
    ...more,
    al: node('EmptyHunyuanLatentVideo', inputs),
    ...saved('a', 0),
  })
  const lora = (inputs: Inputs, type = 'LoraLoader'): Api => ({
    ...sampled('a', { model: ['lora', 0] }),
    lora: node(type, { model: ['am', 0], ...inputs }),
    ...saved('a', 0),
  })

  it.each<[string, Api, object]>([
    [
      'every pass is listed in order, and the summary is the first that starts from noise',
      upscaled,
      {
        seed: 7,
        model: 'a.safetensors',
        passes: [
          { kind: 'sample', node_id: 'a', model: 'a.safetensors', seed: 7, denoise: 1 },
          { kind: 'upscale', node_id: 'up', model: 'esrgan.pth' },
          { kind: 'sample', node_id: 'b', model: 'b.safetensors', seed: 8, denoise: 0.4 },
          { kind: 'interpolate', node_id: 'rife', model: 'rife47.pth' },
        ],
      },
    ],
    [
      'the stages of Stable Cascade are passes',
      cascade,
      { prompt: 'c positive', seed: 1, passes: [{ model: 'c.safetensors' }, { model: 'b.safetensors' }] },
    ],
    [
      'a pass that adds noise to a picture is no start',
      { ...sampled('a', { denoise: 0.5, latent_image: ['b', 0] }), ...sampled('b', { seed: 3 }), ...saved('a', 0) },
      { seed: 3, prompt: 'b positive', passes: [{ node_id: 'b' }, { node_id: 'a' }] },
    ],
    [
      'the steps of listed sigmas are counted',
      guided('CFGGuider', { positive: ['gp', 0], negative: ['gn', 0], cfg: 2 }),
      { prompt: 'g positive', negative_prompt: 'g negative', seed: 5, steps: 3, cfg: 2 },
    ],
    [
      'DualCFGGuider aims at its first text, and its second is neither',
      guided('DualCFGGuider', { cond1: ['gp', 0], cond2: ['gn', 0], negative: ['other', 0], cfg_conds: 4 }),
      { prompt: 'g positive', cfg: 4 },
    ],
    ['BasicGuider has no negative text', guided('BasicGuider', { conditioning: ['gp', 0] }), { prompt: 'g positive' }],
    [
      'unknown nodes on the way are followed',
      {
        ...sampled('a', { model: ['switch', 0], positive: ['any', 0] }),
        switch: node('Any Switch (rgthree)', { any_01: ['am', 0] }),
        any: node('ImpactConditionalBranch', { tt_value: ['ap', 0] }),
        ...saved('a', 0),
      },
      { model: 'a.safetensors', prompt: 'a positive' },
    ],
    [
      'the rest of split steps is no start',
      {
        ...sampled('a', { sigmas: ['split', 1], latent_image: ['b', 0] }),
        ...sampled('b', { sigmas: ['split', 0], seed: 2 }),
        split: node('SplitSigmas', { sigmas: ['all', 0], step: 3 }),
        all: node('BasicScheduler', { scheduler: 'beta', steps: 8 }),
        ...saved('a', 0),
      },
      { seed: 2, passes: [{ node_id: 'b' }, { node_id: 'a' }] },
    ],
    [
      'a switch passes on what it chose, nodes and values',
      {
        ...sampled('a', { model: ['which', 0], steps: ['count', 0] }),
        ...sampled('b'),
        which: node('ComfySwitchNode', { switch: ['fast', 0], on_true: ['bm', 0], on_false: ['am', 0] }),
        count: node('ComfySwitchNode', { switch: ['fast', 0], on_true: 4, on_false: 20 }),
        fast: node('PrimitiveBoolean', { value: true }),
        ...saved('a', 0),
      },
      { model: 'b.safetensors', steps: 4 },
    ],
    [
      'sizes come from outputs of one node',
      sized(
        { width: ['size', 1], height: ['size', 0], length: ['size', 2] },
        {
          size: node('Size', { width: 480, height: 832, length: 81 }),
        },
      ),
      { width: 832, height: 480, frames: 81 },
    ],
    [
      'sizes come from a picture that is measured',
      sized(
        { width: ['size', 0], height: ['size', 1], length: 49 },
        {
          size: node('GetImageSize', { image: ['scaled', 0] }),
          scaled: node('ImageScale', { image: ['load', 0], width: 640, height: 352 }),
          load: node('LoadImage', { image: 'ferry.png' }),
        },
      ),
      { width: 640, height: 352, frames: 49 },
    ],
    [
      'a computed size is unknown',
      sized(
        { width: ['size', 1], height: 480, length: 49 },
        {
          size: node('ImageResizeKJv2', { width: 640, height: 352, keep_proportion: 'resize' }),
        },
      ),
      { provider: 'comfyui', seed: 1 },
    ],
    [
      'services name inputs after their model',
      {
        api: node('WanApi', { model: 'wan2.6', 'model.prompt': 'A ferry', 'model.negative_prompt': 'crowd', seed: 4 }),
        save: node('SaveVideo', { video: ['api', 0], filename_prefix: 'Ferry' }),
      },
      { model: 'wan2.6', prompt: 'A ferry', negative_prompt: 'crowd', seed: 4 },
    ],
    [
      'a picture that a service is shown is an input, however it was made',
      {
        ...sampled('a'),
        still: node('VAEDecode', { samples: ['a', 0] }),
        api: node('KlingImage2VideoNode', { image: ['still', 0], prompt: 'It moves', model_name: 'kling-v2', seed: 4 }),
        save: node('SaveVideo', { video: ['api', 0], filename_prefix: 'Ferry' }),
      },
      { model: 'kling-v2', prompt: 'It moves', seed: 4 },
    ],
    [
      'a LoRA has both strengths',
      lora({ lora_name: 'film', strength_model: 0.8, strength_clip: 0.5 }),
      { loras: [{ name: 'film', strength: 0.8, strength_clip: 0.5 }] },
    ],
    [
      'a LoRA is listed once, and one that is off is not',
      lora({
        switch_1: 'On',
        lora_name_1: 'film',
        lora_2: { on: true, lora: 'film' },
        lora_3: { on: false, lora: 'x' },
      }),
      { loras: [{ name: 'film' }] },
    ],
    [
      'a graph that only previews ends at the last node with the picture',
      {
        ...sampled('a'),
        ...sampled('b', { latent_image: ['a', 0], denoise: 0.3 }),
        early: node('PreviewImage', { images: ['a', 0] }),
        late: node('PreviewImage', { images: ['b', 0] }),
      },
      { passes: [{ node_id: 'a' }, { node_id: 'b' }] },
    ],
    [
      'passes are in the order of the graph, also if a short way leads to the last one',
      {
        ...sampled('a'),
        ...sampled('b', { latent_image: ['a', 0], denoise: 0.6 }),
        ...sampled('c', { latent_image: ['b', 0], denoise: 0.5 }),
        ...sampled('d', { latent_image: ['mixed', 0], denoise: 0.4 }),
        // The nearest input of the mix is the first pass, and comes first.
        mixed: node('LatentBlend', { samples1: ['a', 0], samples2: ['c', 0] }),
        ...saved('d', 0),
      },
      { seed: 1, passes: [{ node_id: 'a' }, { node_id: 'b' }, { node_id: 'c' }, { node_id: 'd' }] },
    ],
    [
      'a low-noise pass that goes on from a high-noise one is second, with its model and LoRA',
      {
        ...sampled(
          'high',
          { seed: undefined, noise_seed: 5, add_noise: 'enable', start_at_step: 0, end_at_step: 10 },
          'KSamplerAdvanced',
        ),
        ...sampled(
          'low',
          {
            ...{ add_noise: 'disable', start_at_step: 10, end_at_step: 20 },
            ...{ latent_image: ['high', 0], model: ['lora', 0] },
          },
          'KSamplerAdvanced',
        ),
        lora: node('LoraLoaderModelOnly', { model: ['lowm', 0], lora_name: 'film', strength_model: 0.7 }),
        ...saved('low', 0),
      },
      {
        model: 'high.safetensors',
        seed: 5,
        passes: [
          { node_id: 'high', model: 'high.safetensors' },
          { node_id: 'low', model: 'low.safetensors', loras: [{ name: 'film', strength: 0.7 }] },
        ],
      },
    ],
    [
      'texts that both come through one node keep their sides, for a sampler',
      {
        ...sampled('a', { positive: ['control', 0], negative: ['control', 1] }),
        control: node('ControlNetApplyAdvanced', { positive: ['ap', 0], negative: ['an', 0], strength: 1 }),
        ...saved('a', 0),
      },
      { prompt: 'a positive', negative_prompt: 'a negative' },
    ],
    [
      'texts that both come through one node keep their sides, for a guider, whatever the order of its inputs',
      {
        ...guided('CFGGuider', { negative: ['control', 1], positive: ['control', 0], cfg: 2 }),
        control: node('ControlNetApplyAdvanced', { negative: ['gn', 0], positive: ['gp', 0], strength: 1 }),
      },
      { prompt: 'g positive', negative_prompt: 'g negative' },
    ],
    [
      'texts that are wired the other way round are told as they are wired',
      guided('CFGGuider', { positive: ['gn', 0], negative: ['gp', 0], cfg: 2 }),
      { prompt: 'g negative', negative_prompt: 'g positive' },
    ],
  ])('%s', (_rule, prompt, details) => {
    expect(detailsOf(prompt)).toMatchObject(details)
  })

  it('a size that is not known is not claimed', () => {
    const details = detailsOf(
      sized({ width: ['size', 1], height: 480 }, { size: node('X', { width: 640, keep_proportion: 'resize' }) }),
    )
    expect(details).not.toHaveProperty('width')
    expect(detailsOf(guided('BasicGuider', { conditioning: ['gp', 0] }))).not.toHaveProperty('negative_prompt')
  })
})
