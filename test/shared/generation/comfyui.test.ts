import { describe, expect, it } from 'vitest'
import { wanPrompt, wanSettings, wanWorkflow } from '../../support/generated.ts'
import { readTags } from './read-tags.ts'

const sampling = { kind: 'sample', node_type: 'KSamplerAdvanced', steps: 20, cfg: 3.5, sampler: 'euler' }
const wanDetails = {
  provider: 'comfyui',
  model: 'wan2.2_high.safetensors',
  models: ['wan2.2_high.safetensors', 'wan2.2_low.safetensors'],
  prompt: 'A ferry leaves at dusk',
  ...wanSettings,
  loras: [
    { name: 'lightning_high.safetensors', strength: 1 },
    { name: 'lightning_low.safetensors', strength: 0.8 },
  ],
  passes: [
    {
      ...sampling,
      ...{ node_id: '57', model: 'wan2.2_high.safetensors', scheduler: 'simple', seed: 206275406212235 },
      loras: [{ name: 'lightning_high.safetensors', strength: 1 }],
    },
    {
      ...sampling,
      ...{ node_id: '58', model: 'wan2.2_low.safetensors', scheduler: 'simple', seed: 0 },
      loras: [{ name: 'lightning_low.safetensors', strength: 0.8 }],
    },
  ],
}

describe('what ComfyUI ran', () => {
  it('is followed from the node that saved to the samplers, their texts, models, LoRAs, size and inputs', () => {
    const reading = readTags({ prompt: wanPrompt() })
    expect(reading).toEqual({
      parser: 'comfyui',
      details: wanDetails,
      definition: { text: wanPrompt(), key: expect.any(String) },
      output_node: { id: '60', type: 'SaveVideo' },
      inputs: [{ node_id: '52', node_type: 'LoadImage', name: 'ferry.png', folder: 'input' }],
      notes: [],
    })
  })

  it('is known whatever the container made of the case of its tags', () => {
    expect(readTags({ PROMPT: wanPrompt(), Workflow: wanWorkflow() })?.details).toEqual(wanDetails)
  })

  it('gives the values, and the editor the definition, whose nodes have places', () => {
    const reading = readTags({ prompt: wanPrompt(), workflow: wanWorkflow() })
    expect(reading?.details.seed).toBe(206275406212235)
    expect(reading?.definition?.text).toBe(wanWorkflow())
    expect(reading?.output_node).toEqual({ id: '60', type: 'SaveVideo' })
  })

  it('keeps the digits of a seed that a double cannot hold', () => {
    expect(readTags({ prompt: wanPrompt({ seed: '18446744073709551615' }) })?.details.seed).toBe('18446744073709551615')
  })

  it('may be encoded twice, as VideoHelperSuite did for some months', () => {
    const reading = readTags({ prompt: JSON.stringify(wanPrompt()), workflow: wanWorkflow() })
    expect(reading?.details).toEqual(wanDetails)
    expect(readTags({ prompt: JSON.stringify(wanPrompt()) })?.definition?.text).toBe(wanPrompt())
  })

  it('may be a JSON text within a comment, beside the workflow, which stays as it is byte for byte', () => {
    const workflow = wanWorkflow().replace('"version":0.4', '"seed": 18446744073709551615, "nan": NaN, "version":0.4')
    const reading = readTags({ comment: `{"prompt": ${JSON.stringify(wanPrompt())}, "workflow": ${workflow}}` })
    expect(reading?.details).toEqual(wanDetails)
    expect(reading?.definition?.text).toBe(workflow)
  })

  it('may stand in EXIF tags of any name, after a key', () => {
    const reading = readTags({ Make: `workflow:${wanWorkflow()}`, Model: `prompt:${wanPrompt()}` })
    expect(reading?.details).toEqual(wanDetails)
  })

  it('may have NaN in it', () => {
    const reading = readTags({ prompt: wanPrompt().replace('"fps":16', '"fps":NaN, "crf": -Infinity') })
    expect(reading?.details).toEqual(wanDetails)
  })

  it('leaves out a negative text that was zeroed out', () => {
    const zeroed = JSON.parse(wanPrompt())
    zeroed['7'] = { class_type: 'ConditioningZeroOut', inputs: { conditioning: ['6', 0] } }
    const reading = readTags({ prompt: JSON.stringify(zeroed) })
    expect(reading?.details).toMatchObject({ prompt: 'A ferry leaves at dusk' })
    expect(reading?.details).not.toHaveProperty('negative_prompt')
  })

  it('takes the sampler of the video, not that of the picture which it began with', () => {
    const graph = JSON.parse(wanPrompt())
    const sampled = {
      steps: 4,
      cfg: 1,
      sampler_name: 'dpm',
      scheduler: 'beta',
      model: ['37', 0],
      latent_image: ['72', 0],
    }
    graph['70'] = { class_type: 'KSampler', inputs: { seed: 5, positive: ['71', 0], ...sampled } }
    graph['71'] = { class_type: 'CLIPTextEncode', inputs: { text: 'a still' } }
    graph['72'] = { class_type: 'EmptyLatentImage', inputs: { width: 64, height: 64 } }
    graph['73'] = { class_type: 'VAEDecode', inputs: { samples: ['70', 0] } }
    graph['50'].inputs.start_image = ['73', 0]
    expect(readTags({ prompt: JSON.stringify(graph) })?.details).toEqual(wanDetails)
  })

  it('resolves values that links bring, through reroutes and joined texts', () => {
    const graph = JSON.parse(wanPrompt())
    graph['80'] = { class_type: 'PrimitiveInt', inputs: { value: 77 } }
    graph['81'] = { class_type: 'Reroute', inputs: { '': ['80', 0] } }
    graph['57'].inputs.noise_seed = ['81', 0]
    graph['82'] = {
      class_type: 'StringConcatenate',
      inputs: { string_a: ['83', 0], string_b: 'light rain', delimiter: ', ' },
    }
    graph['83'] = { class_type: 'PrimitiveString', inputs: { value: 'A ferry' } }
    graph['6'].inputs.text = ['82', 0]
    expect(readTags({ prompt: JSON.stringify(graph) })?.details).toMatchObject({
      seed: 77,
      prompt: expect.stringContaining('A ferry'),
    })
  })

  it('reads samplers whose settings are nodes of their own', () => {
    const graph = {
      '1': {
        class_type: 'SamplerCustomAdvanced',
        inputs: { noise: ['2', 0], guider: ['3', 0], sampler: ['4', 0], sigmas: ['5', 0], latent_image: ['6', 0] },
      },
      '2': { class_type: 'RandomNoise', inputs: { noise_seed: 9 } },
      '3': { class_type: 'BasicGuider', inputs: { model: ['7', 0], conditioning: ['8', 0] } },
      '4': { class_type: 'KSamplerSelect', inputs: { sampler_name: 'euler' } },
      '5': { class_type: 'BasicScheduler', inputs: { scheduler: 'beta', steps: 12, model: ['7', 0] } },
      '6': { class_type: 'EmptyHunyuanLatentVideo', inputs: { width: 848, height: 480, length: 73 } },
      '7': {
        class_type: 'Power Lora Loader (rgthree)',
        inputs: {
          lora_1: { on: true, lora: 'a.safetensors', strength: 0.5 },
          lora_2: { on: false, lora: 'b' },
          model: ['9', 0],
        },
      },
      '8': { class_type: 'FluxGuidance', inputs: { guidance: 6, conditioning: ['10', 0] } },
      '9': { class_type: 'UnetLoaderGGUF', inputs: { unet_name: 'hunyuan.gguf' } },
      '10': { class_type: 'CLIPTextEncodeFlux', inputs: { clip_l: 'A ferry', t5xxl: 'A ferry', guidance: 3.5 } },
      '11': { class_type: 'VHS_VideoCombine', inputs: { images: ['1', 0], filename_prefix: 'out' } },
    }
    expect(readTags({ prompt: JSON.stringify(graph) })?.details).toEqual({
      ...{ provider: 'comfyui', model: 'hunyuan.gguf', prompt: 'A ferry', seed: 9, steps: 12, sampler: 'euler' },
      ...{ scheduler: 'beta', width: 848, height: 480, frames: 73, loras: [{ name: 'a.safetensors', strength: 0.5 }] },
    })
  })

  it('reads samplers that take both texts through one link', () => {
    const graph = {
      '1': {
        class_type: 'WanVideoSampler',
        inputs: {
          model: ['2', 0],
          text_embeds: ['3', 0],
          image_embeds: ['4', 0],
          seed: 5,
          steps: 30,
          cfg: 6,
          scheduler: 'unipc',
        },
      },
      '2': { class_type: 'WanVideoModelLoader', inputs: { model: 'Wan2_1.safetensors', lora: ['5', 0] } },
      '3': { class_type: 'WanVideoTextEncode', inputs: { positive_prompt: 'A ferry', negative_prompt: 'crowd' } },
      '4': { class_type: 'WanVideoEmptyEmbeds', inputs: { width: 832, height: 480, num_frames: 81 } },
      '5': { class_type: 'WanVideoLoraSelect', inputs: { lora: 'rain.safetensors', strength: 1.2 } },
      '6': { class_type: 'VHS_VideoCombine', inputs: { images: ['1', 0], filename_prefix: 'wan' } },
    }
    expect(readTags({ prompt: JSON.stringify(graph) })?.details).toEqual({
      ...{
        provider: 'comfyui',
        model: 'Wan2_1.safetensors',
        prompt: 'A ferry',
        negative_prompt: 'crowd',
        seed: 5,
        steps: 30,
      },
      ...{
        scheduler: 'unipc',
        cfg: 6,
        width: 832,
        height: 480,
        frames: 81,
        loras: [{ name: 'rain.safetensors', strength: 1.2 }],
      },
    })
  })

  it('reads a node that asks a service', () => {
    const graph = {
      '1': {
        class_type: 'Veo3VideoGenerationNode',
        inputs: { prompt: 'A ferry', negative_prompt: 'crowd', model: 'veo-3.0', seed: 4 },
      },
      '2': { class_type: 'SaveVideo', inputs: { video: ['1', 0], filename_prefix: 'veo' } },
    }
    expect(readTags({ prompt: JSON.stringify(graph) })?.details).toEqual({
      ...{ provider: 'comfyui', model: 'veo-3.0', prompt: 'A ferry', negative_prompt: 'crowd', seed: 4 },
    })
  })
})

describe('what only the editor saved', () => {
  it('gives what its widgets allow', () => {
    const reading = readTags({ workflow: wanWorkflow() })
    expect(reading?.details).toEqual({
      ...{ provider: 'comfyui', model: 'wan2.2_high.safetensors', prompt: 'A ferry leaves at dusk' },
      ...{
        negative_prompt: 'text, logo, crowd',
        seed: 118,
        steps: 20,
        sampler: 'euler',
        scheduler: 'simple',
        cfg: 3.5,
      },
      ...{ width: 832, height: 480, frames: 81 },
    })
    expect(reading?.inputs).toEqual([{ node_id: '52', node_type: 'LoadImage', name: 'ferry.png', folder: 'input' }])
  })
})

describe('the node that saved a video', () => {
  const savers = (...inputs: Record<string, unknown>[]) =>
    JSON.stringify(
      Object.fromEntries(inputs.map((one, index) => [index, { class_type: 'VHS_VideoCombine', inputs: one }])),
    )

  it('is the one whose prefix the name of the file begins with', () => {
    const prompt = savers(
      { filename_prefix: 'Fer' },
      { filename_prefix: 'day/%date:yyyy%' },
      { filename_prefix: 'out/Ferry' },
    )
    expect(readTags({ prompt })).toMatchObject({ output_node: { id: '2' }, notes: [] })
  })

  it('is shown as the node of the editor that holds its subgraph', () => {
    const prompt = wanPrompt().replaceAll('"60"', '"60:3"')
    const workflow = JSON.parse(wanWorkflow())
    workflow.nodes.find(({ id }: { id: number }) => id === 60).type = 'saving'
    workflow.definitions = { subgraphs: [{ id: 'saving', name: 'Save', nodes: [{ id: 3, type: 'SaveVideo' }] }] }
    const reading = readTags({ prompt, workflow: JSON.stringify(workflow) })
    expect(reading?.output_node).toEqual({ id: '60', type: 'saving' })
  })
})
