const text = (id: string, config: object, x: number, y: number) => ({
  id,
  type: 'TextInput',
  title: id,
  position: { x, y },
  config,
})

const episode = (seconds: number) => ({
  nodes: [
    text('Script', { text: 'The last ferry of the year leaves. Nobody waves.' }, 0, 100),
    {
      id: 'prompt',
      type: 'PromptGenerator',
      position: { x: 300, y: 100 },
      config: { style: '35 mm, dusk, no people' },
    },
    { id: 'wide', type: 'Sora2Video', position: { x: 600, y: 0 }, config: { seconds, size: '1280x720' } },
    { id: 'close', type: 'Veo3Video', position: { x: 600, y: 220 }, config: { seconds: 8, aspect_ratio: '16:9' } },
    { id: 'cut', type: 'VideoStitcher', position: { x: 920, y: 100 }, config: { transition: 'cut' } },
  ],
  connections: [
    { from: 'Script-output-0', to: 'prompt-input-0' },
    { from: 'prompt-output-0', to: 'wide-input-0' },
    { from: 'prompt-output-0', to: 'close-input-0' },
    { from: 'wide-output-0', to: 'cut-input-0' },
    { from: 'close-output-0', to: 'cut-input-1' },
  ],
})

/** A definition in ComfyUI's API format: a map of ids, without positions. */
const comfyui = {
  37: { class_type: 'UNETLoader', inputs: { unet_name: 'wan2.2_t2v_14B.safetensors' } },
  38: { class_type: 'CLIPLoader', inputs: { clip_name: 'umt5_xxl.safetensors', type: 'wan' } },
  6: { class_type: 'CLIPTextEncode', inputs: { text: 'snow over a mountain pass, slow pan', clip: ['38', 0] } },
  7: { class_type: 'CLIPTextEncode', inputs: { text: 'blurry, text, watermark', clip: ['38', 0] } },
  40: { class_type: 'EmptyHunyuanLatentVideo', inputs: { width: 1280, height: 720, length: 81, batch_size: 1 } },
  3: {
    class_type: 'KSampler',
    inputs: {
      seed: 118,
      steps: 30,
      cfg: 6,
      sampler_name: 'uni_pc',
      model: ['37', 0],
      positive: ['6', 0],
      negative: ['7', 0],
      latent_image: ['40', 0],
    },
  },
  39: { class_type: 'VAELoader', inputs: { vae_name: 'wan_2.1_vae.safetensors' } },
  8: { class_type: 'VAEDecode', inputs: { samples: ['3', 0], vae: ['39', 0] } },
  58: { class_type: 'SaveVideo', inputs: { filename_prefix: 'pass', video: ['8', 0] } },
}

const reel = {
  nodes: [
    { id: 'node1', type: 'TextInput' },
    { id: 'node2', type: 'PromptGenerator' },
    { id: 'node3', type: 'KlingVideo' },
  ],
  connections: [
    { from: 'node1', to: 'node2' },
    { from: 'node2', to: 'node3' },
  ],
}

const trailer = {
  nodes: [
    { id: 'first', type: 'LoadVideo', position: { x: 0, y: 0 } },
    { id: 'second', type: 'LoadVideo', position: { x: 0, y: 180 } },
    { id: 'cut', type: 'VideoStitcher', position: { x: 300, y: 90 }, config: { transition: 'cut' } },
    { id: 'upscale', type: 'VideoUpscaler', position: { x: 600, y: 90 }, config: { factor: 2 } },
  ],
  connections: [
    { from: 'first-output-0', to: 'cut-input-0' },
    { from: 'second-output-0', to: 'cut-input-1' },
    { from: 'cut-output-0', to: 'upscale-input-0' },
  ],
}

interface DemoRun {
  status: string
  /** Minutes since it began. */
  minutesAgo: number
  seconds?: number
  error?: string
  /** Its outputs and inputs: videos of a scene, by node. */
  takes?: {
    scene: string
    first?: number
    count: number
    node: string
    type: string
    model: string
    role?: 'input' | 'intermediate'
  }[]
  /** Its inputs that are images: the picture of a scene, by node. */
  pictures?: { scene: string; node: string; type: string }[]
}

export interface DemoWorkflow {
  name: string
  description: string | null
  status: 'draft' | 'saved'
  /** The definition when the first run began, if it was another one. */
  before?: object
  definition: object
  runs: DemoRun[]
}

/**
 * Workflows around the demo clips: saved, draft, never run, running, failed, and one whose definition changed between
 * its runs.
 */
export const demoWorkflows: readonly DemoWorkflow[] = [
  {
    name: 'Reel template',
    description: 'Copy it for each reel.',
    status: 'draft',
    definition: reel,
    runs: [],
  },
  {
    name: 'Episode 1: the last ferry',
    description: 'Two shots from one script, cut together.',
    status: 'saved',
    before: episode(4),
    definition: episode(8),
    runs: [
      {
        status: 'completed',
        minutesAgo: 1500,
        seconds: 95,
        takes: [{ scene: 'Ferry leaves at dusk', node: 'wide', type: 'Sora2Video', model: 'sora-2', count: 2 }],
        pictures: [{ scene: 'Ferry leaves at dusk', node: 'wide', type: 'Sora2Video' }],
      },
      {
        status: 'failed',
        minutesAgo: 1410,
        seconds: 31,
        error: 'close (Veo3Video): 429 RESOURCE_EXHAUSTED: You exceeded your current quota.',
      },
      {
        status: 'completed',
        minutesAgo: 95,
        seconds: 143,
        takes: [
          { scene: 'Ferry leaves at dusk', first: 3, node: 'wide', type: 'Sora2Video', model: 'sora-2', count: 1 },
          { scene: 'Lanterns on the water', node: 'close', type: 'Veo3Video', model: 'veo-3.1', count: 3 },
          { scene: 'Reef, slow push in', node: 'cut', type: 'VideoStitcher', model: '', count: 1, role: 'input' },
        ],
      },
    ],
  },
  {
    name: 'Trailer',
    description: 'Two shots of the episode, cut together and upscaled.',
    status: 'saved',
    definition: trailer,
    runs: [
      {
        status: 'completed',
        minutesAgo: 80,
        seconds: 64,
        takes: [
          {
            scene: 'Ferry leaves at dusk',
            first: 3,
            node: 'first',
            type: 'LoadVideo',
            model: '',
            count: 1,
            role: 'input',
          },
          { scene: 'Lanterns on the water', node: 'second', type: 'LoadVideo', model: '', count: 1, role: 'input' },
          { scene: 'Neon alley, rain', node: 'cut', type: 'VideoStitcher', model: '', count: 1, role: 'intermediate' },
          { scene: 'Neon alley, rain', first: 2, node: 'upscale', type: 'VideoUpscaler', model: '', count: 2 },
        ],
      },
      { status: 'running', minutesAgo: 4 },
    ],
  },
]

/** Generation details of the demo clips by model. */
export const demoGenerations: Record<string, { provider: string; prompt: string; generation_params: object }> = {
  'sora-2': {
    provider: 'openai',
    prompt: 'The last ferry leaves the harbour at dusk, wide, 35 mm, no people',
    generation_params: { seconds: 8, size: '1280x720' },
  },
  'veo-3.1': {
    provider: 'google',
    prompt: 'Paper lanterns drift over black water, close, reflections',
    generation_params: { seconds: 8, aspect_ratio: '16:9', negative_prompt: 'text' },
  },
}

/** Returns the texts that a take carries as ComfyUI writes them: those of its workflow have the prompt that ran. */
export function demoTags(scene: string, take: number): Record<string, string> {
  if (scene !== 'Snow over the pass') return {}
  const sampler = { ...comfyui[3], inputs: { ...comfyui[3].inputs, seed: comfyui[3].inputs.seed + take } }
  return { prompt: JSON.stringify({ ...comfyui, 3: sampler }) }
}
