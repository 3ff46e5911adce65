/**
 * Raise it whenever a parser understands more, or a reader of files finds more, so that kept texts are parsed and
 * connected files are opened again.
 */
export const parserVersion = 8

export const parserNames = [
  'comfyui',
  'wan2gp',
  'a1111',
  'swarmui',
  'invokeai',
  'fooocus',
  'drawthings',
  'novelai',
  'midjourney',
  'xmp',
  'aigc',
  'c2pa',
] as const
export type ParserName = (typeof parserNames)[number]

/** One text in a file, unchanged. */
export interface RawTag {
  key: string
  value: string
}

/**
 * Files with tags: the file itself, a text file beside it (sidecar), or another image or video of the same name
 * (sibling).
 */
export const tagSources = ['file', 'sidecar', 'sibling'] as const
export type TagSource = (typeof tagSources)[number]

/** The tags of one file. */
export interface TaggedFile {
  source: TagSource
  /** File name without folder: the saving node of ComfyUI is identified by its prefix. */
  name: string
  tags: readonly RawTag[]
}

export interface Lora {
  name: string
  /** Its weight in the model. */
  strength: number | null
  /** Its weight in the text encoder, if that is set apart. */
  strength_clip?: number
}

/** A step in which a model changed the picture. */
export interface GenerationPass {
  /** `sample` denoises a latent; the others change finished frames. */
  kind: 'sample' | 'upscale' | 'interpolate'
  node_id: string
  node_type: string
  model?: string
  /** All models, if there are several; `model` is the first. */
  models?: string[]
  loras?: Lora[]
  seed?: number | string
  steps?: number
  sampler?: string
  scheduler?: string
  cfg?: number
  denoise?: number
}

/** Facts of a file beside its texts, to identify the node that saved it. Null if unknown. */
export interface FileFacts {
  /** Pixels. */
  width: number | null
  /** Pixels. */
  height: number | null
  frames: number | null
  /** Frames per second. */
  fps: number | null
}

/** Generation details, as stated in a file. A seed that a double cannot represent is a string of its digits. */
export interface GenerationDetails {
  provider: string
  model?: string
  /** All models, if several made the video in turn; `model` is the first. */
  models?: string[]
  prompt?: string
  negative_prompt?: string
  seed?: number | string
  steps?: number
  sampler?: string
  scheduler?: string
  cfg?: number
  /** Pixels, as requested. */
  width?: number
  height?: number
  /** Number of frames, as requested. */
  frames?: number
  /** The share of the picture that the first pass made anew, from 0 to 1; absent if all of it. */
  denoise?: number
  loras?: Lora[]
  /** All passes in order, if there are several. The fields above describe the first that starts from noise. */
  passes?: GenerationPass[]
  /** The number of passes after those in `passes`, if there are too many to list. */
  passes_omitted?: number
}

/** A file that went into a video, by the name that the generator uses. */
export interface GenerationInput {
  /** Null if there is no graph. */
  node_id: string | null
  node_type: string | null
  /** Relative to `folder`; some nodes take absolute paths. */
  name: string
  /** ComfyUI's folders; it reads from `input` unless the name says otherwise. */
  folder: 'input' | 'output' | 'temp'
}

/** The result of parsing the tags of a file. */
export interface GenerationReading {
  parser: ParserName
  details: GenerationDetails
  /**
   * The text of a valid workflow, with positions of its nodes if there are any; `key` is equal for all texts of one
   * workflow.
   */
  definition: { text: string; key: string } | null
  /** The node of `definition` that saved the video. */
  output_node: { id: string; type: string } | null
  inputs: GenerationInput[]
  /** Sentences about unreadable texts, with the reason. */
  notes: string[]
}
