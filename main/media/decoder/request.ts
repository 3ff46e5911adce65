import type { StoryboardLayout } from '../previews/storyboard.ts'

/** A file to decode, and how it may be opened: see [Note: which formats are opened]. */
export interface MediaInput {
  /** Absolute. */
  path: string
  /** FFmpeg's options, by name. */
  options: Record<string, string>
  /** FFmpeg's name of the format, if it is known. */
  format?: string
}

/** The result of each kind of request. */
export interface Results {
  /** FFmpeg's version. */
  version: string
  /** The part of ffprobe's output that Rushes reads. */
  probe: object
  /** A JPEG. */
  poster: Uint8Array
  /** The result of `probe`. No poster is written if the file does not say how long it lasts, or shows nothing. */
  describe: { probe: object; hasPoster: boolean }
  /** A JPEG. */
  image: Uint8Array
  /** A JPEG. */
  storyboard: Uint8Array
  /** Grey pictures, one byte per pixel, one picture after the other. */
  grey: Uint8Array
  /** The alpha channel of an image, one byte per pixel. */
  alpha: Uint8Array
  /** The loudest sample of each section, 0 to 255; shorter if the sound ends before the last section. */
  waveform: Uint8Array
  lossless: null
}
export type RequestKind = keyof Results

/** The requests to the decoder, by kind. Times are in seconds from the start of the file. */
export interface Requests {
  version: object
  probe: { input: MediaInput }
  poster: { input: MediaInput; durationSeconds: number | null; longSide: number }
  /** `target` is the path of the poster, a JPEG. */
  describe: { input: MediaInput; longSide: number; target: string }
  image: {
    input: MediaInput
    /** Filters that scale the picture and turn it upright. */
    filters: string
  }
  storyboard: {
    input: MediaInput
    layout: StoryboardLayout
    /** From one tile to the next. */
    stepSeconds: number
    /** True if each tile is sought; else the whole file is decoded. */
    isSought: boolean
    /** Longest part that is decoded if keyframes are too far apart to serve as tiles. */
    maxDecodedSeconds: number
  }
  grey: {
    input: MediaInput
    times: readonly number[]
    side: number
    /** True if each frame is sought; else the whole file is decoded. */
    isSought: boolean
  }
  alpha: { input: MediaInput }
  /** `target` is the file to write. */
  lossless: { input: MediaInput; target: string }
  waveform: { input: MediaInput; peaks: number; samplesPerPeak: number; samplesPerSecond: number }
}

/** A request as it is sent to the decoder, and what the decoder sends back. */
export type DecoderRequest = { [Kind in RequestKind]: { kind: Kind; request: Requests[Kind] } }[RequestKind]
export type DecoderReply = { progress: true } | { ready: true } | { result: Results[RequestKind] } | { error: string }
