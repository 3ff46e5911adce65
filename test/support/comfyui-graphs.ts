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

const port = (name: string, type: string, link: number | null = null) => ({ name, type, link })

/** A definition of older editors: a group node that encodes a text, samples and decodes; node 11 saves its picture. */
export function grouped({ seed = 5, steps = 20, text = 'A ferry leaves at dusk' }) {
  const inside = [
    {
      ...{ type: 'CLIPTextEncode', inputs: [port('clip', 'CLIP')], outputs: [port('CONDITIONING', 'CONDITIONING')] },
      ...{ index: 0, pos: [0, 0], mode: 0, widgets_values: ['a text of the day when the group was made'] },
    },
    {
      ...{ type: 'KSampler', index: 1, pos: [300, 0], mode: 0, outputs: [port('LATENT', 'LATENT')] },
      inputs: [
        ...[port('model', 'MODEL'), port('positive', 'CONDITIONING'), port('negative', 'CONDITIONING')],
        port('latent_image', 'LATENT'),
      ],
      widgets_values: [1, 'randomize', 10, 8, 'euler', 'normal', 1],
    },
    {
      ...{ type: 'VAEDecode', index: 2, pos: [600, 0], mode: 0, outputs: [port('IMAGE', 'IMAGE')] },
      inputs: [port('samples', 'LATENT'), port('vae', 'VAE')],
    },
  ]
  const links = [
    [0, 0, 1, 1, 6, 'CONDITIONING'],
    [1, 0, 2, 0, 3, 'LATENT'],
  ]
  return {
    ...{ last_node_id: 11, last_link_id: 7, version: 0.4, groups: [] },
    nodes: [
      {
        ...{ id: 1, type: 'CheckpointLoaderSimple', pos: [0, 0], widgets_values: ['film.safetensors'] },
        outputs: [port('MODEL', 'MODEL'), port('CLIP', 'CLIP'), port('VAE', 'VAE')],
      },
      {
        ...{ id: 2, type: 'CLIPTextEncode', inputs: [port('clip', 'CLIP', 6)], widgets_values: ['crowd'] },
        outputs: [port('CONDITIONING', 'CONDITIONING')],
      },
      {
        ...{ id: 3, type: 'EmptyLatentImage', widgets_values: [832, 480, 1] },
        outputs: [port('LATENT', 'LATENT')],
      },
      {
        ...{ id: 10, type: 'workflow>Sample', pos: [300, 0], size: [300, 200] },
        inputs: [
          ...[port('clip', 'CLIP', 1), port('model', 'MODEL', 2), port('negative', 'CONDITIONING', 3)],
          ...[port('latent_image', 'LATENT', 4), port('vae', 'VAE', 5)],
        ],
        outputs: [port('IMAGE', 'IMAGE')],
        widgets_values: [text, seed, 'randomize', steps, 3.5, 'euler', 'simple', 1],
      },
      { id: 11, type: 'SaveImage', inputs: [port('images', 'IMAGE', 7)], widgets_values: ['Ferry'] },
    ],
    links: [
      [1, 1, 1, 10, 0, 'CLIP'],
      [2, 1, 0, 10, 1, 'MODEL'],
      [3, 2, 0, 10, 2, 'CONDITIONING'],
      [4, 3, 0, 10, 3, 'LATENT'],
      [5, 1, 2, 10, 4, 'VAE'],
      [6, 1, 1, 2, 0, 'CLIP'],
      [7, 10, 0, 11, 0, 'IMAGE'],
    ],
    extra: {
      groupNodes: { Sample: { nodes: inside, links, external: [] }, Unused: { nodes: [inside[0]], links: [] } },
    },
  }
}
