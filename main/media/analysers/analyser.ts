import type { Range } from '../../../shared/contract/analyses.ts'
import type { JsonObject } from '../../../shared/json-object.ts'

/** A file to analyse, and how. */
export interface AnalysisInput {
  /** Absolute. */
  path: string
  /** Validated, with defaults filled in. */
  config: JsonObject
  /** Null if the file does not state it. */
  durationSeconds: number | null
  hasPicture: boolean
  hasSound: boolean
  /** The path of the program. */
  ffmpeg: string
  signal: AbortSignal
  onProgress: (doneSeconds: number) => void
}

/** Ranges in seconds of the player's clock, in order of time; each analyser has metadata of its own. */
export interface AnalysisResult {
  ranges: Range[]
  metadata: JsonObject
}

/** Finds ranges in a video. */
export interface Analyser {
  name: string
  title: string
  description: string
  /** Part of the configuration's hash: to be changed when the same content and configuration give another result. */
  version: string
  /** JSON Schema of the configuration, an object. */
  configSchema: JsonObject
  /** @throws RushesError TOOL_FAILED, CANCELLED by `signal`. */
  analyse(input: AnalysisInput): Promise<AnalysisResult>
}

/** Rounds seconds to the microsecond, so that no binary fraction shows. */
export function toMicroseconds(seconds: number): number {
  return Math.round(seconds * 1_000_000) / 1_000_000
}
