/** Graphs as ComfyUI puts them into files: made by hand after its own examples, small enough to read. */

interface ApiNode {
  class_type: string
  inputs: Record<string, unknown>
}

/** Wan 2.2 from a picture: two samplers, each with a model and a LoRA of its own. Node 60 saves. */
export function wanPrompt({
  seed = '206275406212235',
  prefix = 'video/Ferry',
  text = 'A ferry leaves at dusk',
} = {}): string {
  const nodes: Record<string, ApiNode> = {
    '6': { class_type: 'CLIPTextEncode', inputs: { text, clip: ['38', 0] } },
    '7': { class_type: 'CLIPTextEncode', inputs: { text: 'text, logo, crowd', clip: ['38', 0] } },
    '8': { class_type: 'VAEDecode', inputs: { samples: ['58', 0], vae: ['39', 0] } },
    '37': { class_type: 'UNETLoader', inputs: { unet_name: 'wan2.2_high.safetensors', weight_dtype: 'default' } },
    '38': { class_type: 'CLIPLoader', inputs: { clip_name: 'umt5.safetensors', type: 'wan' } },
    '39': { class_type: 'VAELoader', inputs: { vae_name: 'wan_2.1_vae.safetensors' } },
    '40': { class_type: 'UNETLoader', inputs: { unet_name: 'wan2.2_low.safetensors', weight_dtype: 'default' } },
    '41': {
      class_type: 'LoraLoaderModelOnly',
      inputs: { lora_name: 'lightning_high.safetensors', strength_model: 1, model: ['37', 0] },
    },
    '42': {
      class_type: 'LoraLoaderModelOnly',
      inputs: { lora_name: 'lightning_low.safetensors', strength_model: 0.8, model: ['40', 0] },
    },
    '50': {
      class_type: 'WanImageToVideo',
      inputs: {
        width: 832,
        height: 480,
        length: 81,
        batch_size: 1,
        positive: ['6', 0],
        negative: ['7', 0],
        vae: ['39', 0],
        start_image: ['52', 0],
      },
    },
    '52': { class_type: 'LoadImage', inputs: { image: 'ferry.png' } },
    '57': {
      class_type: 'KSamplerAdvanced',
      inputs: {
        add_noise: 'enable',
        noise_seed: '@seed',
        steps: 20,
        cfg: 3.5,
        sampler_name: 'euler',
        scheduler: 'simple',
        model: ['41', 0],
        positive: ['50', 0],
        negative: ['50', 1],
        latent_image: ['50', 2],
      },
    },
    '58': {
      class_type: 'KSamplerAdvanced',
      inputs: {
        add_noise: 'disable',
        noise_seed: 0,
        steps: 20,
        cfg: 3.5,
        sampler_name: 'euler',
        scheduler: 'simple',
        model: ['42', 0],
        positive: ['50', 0],
        negative: ['50', 1],
        latent_image: ['57', 0],
      },
    },
    '59': { class_type: 'CreateVideo', inputs: { images: ['8', 0], fps: 16 } },
    '60': {
      class_type: 'SaveVideo',
      inputs: { video: ['59', 0], filename_prefix: prefix, format: 'auto', codec: 'auto' },
    },
  }
  // A seed of 64 bits, as Python writes it.
  return JSON.stringify(nodes).replace('"@seed"', seed)
}

/** The settings that a reader finds in `wanPrompt()`. */
export const wanSettings = {
  negative_prompt: 'text, logo, crowd',
  seed: 206275406212235,
  steps: 20,
  sampler: 'euler',
  scheduler: 'simple',
  cfg: 3.5,
  width: 832,
  height: 480,
  frames: 81,
}

/** The same nodes as the editor saves them (0.4), without what is in no link here. */
export function wanWorkflow({ padding = 0, seed = '118', steps = 20 } = {}): string {
  const node = (
    id: number,
    type: string,
    widgets_values: unknown,
    inputs: [string, number | null][] = [],
    outputs = ['out'],
  ) => ({
    id,
    type,
    pos: [id * 10, id * 5],
    size: [200, 100],
    flags: {},
    order: 0,
    mode: 0,
    properties: {},
    widgets_values,
    inputs: inputs.map(([name, link]) => ({ name, type: '*', link })),
    outputs: outputs.map((name) => ({ name, type: '*', links: [] })),
  })
  return JSON.stringify({
    last_node_id: 60,
    last_link_id: 5,
    nodes: [
      node(6, 'CLIPTextEncode', ['A ferry leaves at dusk']),
      node(7, 'CLIPTextEncode', ['text, logo, crowd']),
      node(37, 'UNETLoader', ['wan2.2_high.safetensors', 'default']),
      node(52, 'LoadImage', ['ferry.png', 'image']),
      node(
        50,
        'WanImageToVideo',
        [832, 480, 81, 1],
        [
          ['positive', 1],
          ['negative', 2],
          ['start_image', 3],
        ],
      ),
      node(
        57,
        'KSampler',
        ['@seed', 'randomize', steps, 3.5, 'euler', 'simple', 1],
        [
          ['model', 4],
          ['positive', 5],
          ['negative', 6],
          ['latent_image', 7],
        ],
      ),
      node(60, 'SaveVideo', ['video/Ferry', 'auto', 'auto'], [['video', 8]]),
    ],
    links: [
      [1, 6, 0, 50, 0, 'CONDITIONING'],
      [2, 7, 0, 50, 1, 'CONDITIONING'],
      [3, 52, 0, 50, 2, 'IMAGE'],
      [4, 37, 0, 57, 0, 'MODEL'],
      [5, 50, 0, 57, 1, 'CONDITIONING'],
      [6, 50, 1, 57, 2, 'CONDITIONING'],
      [7, 50, 2, 57, 3, 'LATENT'],
      [8, 57, 0, 60, 0, 'VIDEO'],
    ],
    groups: [],
    config: {},
    extra: { note: 'x'.repeat(padding) },
    version: 0.4,
  }).replace('"@seed"', seed)
}

/** The text of the AUTOMATIC1111 web UI and Forge. */
export const infotext = [
  'A ferry at dusk, <lora:film:0.7>',
  'light rain',
  'Negative prompt: text, logo,',
  'crowd',
  'Steps: 20, Sampler: Euler a, Schedule type: Karras, CFG scale: 6.5, Seed: 118, Size: 832x480, Model hash: abc, Model: dream, Lora hashes: "film: 12, b: 3", Version: f2.0.1',
].join('\n')

/** The settings that Wan2GP writes. */
export const wan2gpSettings = {
  type: 'WanGP v8.1 by DeepBeepMeep - Wan2.2',
  prompt: 'A ferry at dusk',
  negative_prompt: 'crowd',
  resolution: '832x480',
  video_length: 81,
  seed: 118,
  num_inference_steps: 20,
  guidance_scale: 5,
  sample_solver: 'unipc',
  model_type: 'i2v_2_2',
  model_filename: 'wan2.2_i2v_high.safetensors',
  activated_loras: ['loras/film.safetensors', 'loras/rain.safetensors'],
  loras_multipliers: '0.8 1;0',
  image_start: 'ferry.png',
}

/** The settings that SwarmUI writes beside a video. */
export const swarmSettings = {
  sui_image_params: {
    prompt: 'A ferry at dusk',
    negativeprompt: 'crowd',
    model: 'flux-dev',
    videomodel: 'wan-i2v',
    seed: 118,
    steps: 20,
    cfgscale: 5.5,
    sampler: 'euler',
    scheduler: 'normal',
    width: 832,
    height: 480,
    videoframes: 81,
    loras: ['film'],
    loraweights: ['0.7'],
    swarm_version: '0.9.7',
  },
  sui_extra_data: { date: '2026-03-14' },
}
