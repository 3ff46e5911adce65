import type { Range } from '../../../shared/contract/analyses.ts'
import { type AnalysisResult, toMicroseconds } from './analyser.ts'

/** From when to when something lasted, in seconds. */
export interface Stretch {
  start: number
  end: number
}

/** Stretches of at least `minSeconds` as ranges with a label, and how many there are and how long they last as metadata. */
export function asResult(stretches: readonly Stretch[], label: string, minSeconds: number): AnalysisResult {
  // A frame's time may be rounded, and ten of 0.1 s last less than 1 s in binary.
  const slackSeconds = 1e-5
  const ranges: Range[] = stretches
    .map(({ start, end }) => ({
      start: toMicroseconds(Math.max(0, start)),
      end: toMicroseconds(Math.max(0, end)),
      label,
    }))
    .filter(({ start, end }) => end > start && end - start >= minSeconds - slackSeconds)
  const total = ranges.reduce((sum, { start, end }) => sum + end - start, 0)
  return { ranges, metadata: { [`${label}_ranges`]: ranges.length, [`${label}_seconds`]: toMicroseconds(total) } }
}
