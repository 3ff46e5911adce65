import type { Range } from '../../../shared/contract/analyses.ts'
import { type AnalysisResult, toMicroseconds } from './analyser.ts'

/** Seconds. */
export interface TimeRange {
  start: number
  end: number
}

/** Labels the ranges of at least `minSeconds`; the metadata holds their number and total duration. */
export function toResult(found: readonly TimeRange[], label: string, minSeconds: number): AnalysisResult {
  // Timestamps may be rounded, and in binary, ten times 0.1 s is less than 1 s.
  const slackSeconds = 1e-5
  const ranges: Range[] = found
    .map(({ start, end }) => ({
      start: toMicroseconds(Math.max(0, start)),
      end: toMicroseconds(Math.max(0, end)),
      label,
    }))
    .filter(({ start, end }) => end > start && end - start >= minSeconds - slackSeconds)
  const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0)
  return { ranges, metadata: { [`${label}_ranges`]: ranges.length, [`${label}_seconds`]: toMicroseconds(total) } }
}
