/** Pieces of graphs in ComfyUI's API format. */
export type Inputs = Record<string, unknown>
export type Api = Record<string, { class_type: string; inputs: Inputs }>

export const node = (class_type: string, inputs: Inputs = {}) => ({ class_type, inputs })

/** A sampler with its model, texts and an empty latent; ids begin with `id`. */
export function sampled(id: string, inputs: Inputs = {}, type = 'KSampler'): Api {
  return {
    [`${id}m`]: node('UNETLoader', { unet_name: `${id}.safetensors` }),
    [`${id}p`]: node('CLIPTextEncode', { text: `${id} positive` }),
    [`${id}n`]: node('CLIPTextEncode', { text: `${id} negative` }),
    [`${id}l`]: node('EmptyLatentImage', { width: 832, height: 480 }),
    [id]: node(type, {
      ...{ seed: 1, steps: 20, cfg: 3, sampler_name: 'euler', scheduler: 'simple', denoise: 1 },
      ...{ model: [`${id}m`, 0], positive: [`${id}p`, 0], negative: [`${id}n`, 0], latent_image: [`${id}l`, 0] },
      ...inputs,
    }),
  }
}
