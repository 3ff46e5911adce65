import type { z } from 'zod'
import type { Range } from '../../../shared/contract/analyses.ts'

export type Json = z.core.util.JSONType
export type JsonObject = Record<string, Json>

/** What is analysed, and how. */
export interface AnalysisInput {
  /** Absolute. */
  path: string
  /** Checked, and complete with what is set when nothing is. */
  config: JsonObject
  /** Null where the file does not say. */
  durationSeconds: number | null
  hasPicture: boolean
  hasSound: boolean
  /** The path of the program. */
  ffmpeg: string
  signal: AbortSignal
  onProgress: (doneSeconds: number) => void
}

/** Ranges in seconds of the player's clock, in their order; metadata is an object of the analyser's own. */
export interface AnalysisResult {
  ranges: Range[]
  metadata: JsonObject
}

/** Something that can be run over a video and finds ranges in it. */
export interface Analyser {
  name: string
  title: string
  description: string
  /** Changes when the same content and configuration would give another result: it is part of what is hashed. */
  version: string
  /** JSON Schema of its configuration, an object. */
  configSchema: JsonObject
  /** @throws RushesError TOOL_FAILED, CANCELLED by `signal`. */
  analyse(input: AnalysisInput): Promise<AnalysisResult>
}

/** Seconds to the microsecond, so that no binary fraction is shown to anybody. */
export function toMicroseconds(seconds: number): number {
  return Math.round(seconds * 1_000_000) / 1_000_000
}
