/** Raised whenever a parser reads more, or better: what was kept raw by an older one is then read anew. */
export const parserVersion = 1

export const parserNames = ['comfyui', 'wan2gp', 'a1111', 'swarmui', 'invokeai', 'c2pa'] as const
export type ParserName = (typeof parserNames)[number]

/** One text that a file carries, as its writer spelt it. */
export interface RawTag {
  key: string
  value: string
}

/** Where tags were found: in the file itself, in a text file beside it, in another picture or video of the same name. */
export const tagSources = ['file', 'sidecar', 'sibling'] as const
export type TagSource = (typeof tagSources)[number]

/** The tags of one file. */
export interface TaggedFile {
  source: TagSource
  /** Its name, without a folder: savers of ComfyUI are known by the prefix that they give. */
  name: string
  tags: readonly RawTag[]
}

export interface Lora {
  name: string
  strength: number | null
}

/** How a model made a video, as far as its file says. A seed that a double cannot hold is the text of its digits. */
export interface GenerationDetails {
  provider: string
  model?: string
  /** Where a video was made by several models in turn, all of them; `model` is the first. */
  models?: string[]
  prompt?: string
  negative_prompt?: string
  seed?: number | string
  steps?: number
  sampler?: string
  scheduler?: string
  cfg?: number
  /** Pixels, as they were asked for. */
  width?: number
  height?: number
  /** How many frames were asked for. */
  frames?: number
  loras?: Lora[]
}

/** A file that went into the making, by the name that the generator knows it by. */
export interface GenerationInput {
  /** Null where there is no graph. */
  node_id: string | null
  node_type: string | null
  /** Relative to `folder`; some nodes take absolute paths. */
  name: string
  /** ComfyUI's folders; it reads from `input` unless the name says otherwise. */
  folder: 'input' | 'output' | 'temp'
}

/** What the parsers made of the tags. */
export interface GenerationReading {
  parser: ParserName
  details: GenerationDetails
  /**
   * The text of a workflow that can be read, with places for its nodes where there are any; `key` is the same for all texts of
   * one workflow.
   */
  definition: { text: string; key: string } | null
  /** The node of `definition` that saved the video. */
  output_node: { id: string; type: string } | null
  inputs: GenerationInput[]
  /** What could not be read, and why: sentences for people. */
  notes: string[]
}
