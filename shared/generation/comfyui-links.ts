import type { ComfyLink, ComfyNode } from './comfyui-nodes.ts'

interface Kind {
  /** ComfyUI's types, and those of common custom nodes. */
  types: RegExp
  /** Names of inputs, for links whose type no file states. */
  names: RegExp
}

/** Nodes of these types and names hold models that do not sample. */
const otherModels = /upscal|control|clip|vision|style|sam_|detect|depth|ipadapter|audio|face|vae/i

const kinds = {
  model: {
    types: /model|lora|guider|pipe/i,
    names: /^(model|lora|unet|guider|pipe|basic_pipe)|_model$|lora_stack|prev_lora/i,
  },
  conditioning: {
    types: /conditioning|text_?embeds|guider|pipe/i,
    names: /cond|guid|embed|positive|negative|prompt|^(pipe|basic_pipe)$/i,
  },
  /** Noise, steps and methods, in nodes of their own. */
  settings: { types: /noise|sigmas|guider|^sampler$|scheduler/i, names: /noise|sigmas|guider|sampler|scheduler/i },
  /** Pictures and the latents they are decoded from. */
  picture: {
    types: /^(latent|image|video|gif)s?$/i,
    names: /latent|samples|^(pixels|frames?|videos?|gif)$|^images?(_?\w)?$|^stage_c$|^image_?\d+$/i,
  },
  /** The connections on which sizes are set. */
  sized: { types: /^latent$|image_?embeds|^conditioning$/i, names: /latent|samples|embed|positive/i },
} satisfies Record<string, Kind>

export type LinkKind = keyof typeof kinds

/** Inputs for other values: no node passes a model or a picture on over them. */
const otherNames = /^(clip\w*|vae|mask\w*|width|height|length|fps|audio\w*|control_net|upscale_model|seed|steps|cfg)$/i
export const latents = /latent|samples/i
/** Pictures that a model is shown; the file was not made of them frame by frame. */
const shown = /^(start|end|first|last|init|ref|reference|control|guide|mask|face|style|clip|driving|source)_?/i

/** The links that were found before: nodes are asked for them once for each pass. */
const found = new WeakMap<ComfyNode, Map<LinkKind, ComfyLink[]>>()

/**
 * Returns the links of a kind into a node: by type if a file states it, else by name. If there are none, and the node
 * is not known to hold anything else, those of unknown kind, since nodes that switch or join take any type.
 */
export function linksOf(node: ComfyNode, kind: LinkKind): ComfyLink[] {
  const known = found.get(node) ?? new Map<LinkKind, ComfyLink[]>()
  found.set(node, known)
  const links = known.get(kind) ?? findLinks(node, kind)
  known.set(kind, links)
  return links
}

function findLinks({ links }: ComfyNode, kind: LinkKind): ComfyLink[] {
  const certain = [...links].filter(([name, link]) => isOf(kind, name, link.type))
  const likely = certain.length > 0 ? certain : [...links].filter(([name, { type }]) => isUnknown(name, type))
  return likely.map(([, link]) => link)
}

function isOf(kind: LinkKind, name: string, type: string | undefined): boolean {
  const { types, names } = kinds[kind]
  if (kind === 'model' && otherModels.test(type ?? name)) return false
  if (kind === 'picture' && shown.test(name) && !latents.test(name)) return false
  return type === undefined ? names.test(name) : types.test(type)
}

function isUnknown(name: string, type: string | undefined): boolean {
  if (type !== undefined) return false
  return !otherNames.test(name) && !shown.test(name) && kindNames.every((kind) => !kinds[kind].names.test(name))
}

const kindNames = Object.keys(kinds) as LinkKind[]
